import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtLesson, lessonIds } from '../../build/lessons/built-lesson.ts';
import type { LessonData } from '../../simulator/index.ts';
import { pageUrl } from './support/addresses.ts';
import { untilThere } from './support/code-page.ts';
import { patience } from './support/fleet-page.ts';
import { pane, walkStep } from './support/lesson-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

function dataOf(id: string): LessonData {
  const result = builtLesson(id);
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.built.data;
}

async function openLesson(id: string): Promise<Page> {
  const page = await visit({ url: `${pageUrl}#/lesson/${id}` });
  await untilThere(page, { isPaused: true });
  await page.getByRole('button', { name: 'max', exact: true }).click();
  return page;
}

/** A word of the text leads to both shapes side by side, and from there a link to where the lesson was left. */
async function lookBeside(page: Page, { lesson }: LessonData): Promise<void> {
  await pane(page).getByRole('link', { name: 'this, side by side' }).click();
  await page.getByRole('heading', { name: 'Compare', exact: true }).waitFor(patience);
  await page.getByRole('region', { name: 'Microservices' }).waitFor(patience);
  await page.getByRole('link', { name: 'Back to lesson 2' }).click();
  await pane(page)
    .getByRole('heading', { name: lesson.steps.at(-1)!.title, exact: true })
    .waitFor(patience);
  await pane(page).getByRole('heading', { name: 'What you take along' }).waitFor(patience);
}

test.each(lessonIds())('%s can be walked to its end by the page alone', { timeout: 240_000 }, async (id) => {
  const data = dataOf(id);
  const page = await openLesson(id);
  for (const step of data.lesson.steps) {
    await pane(page).getByRole('heading', { name: step.title, exact: true }).waitFor(patience);
    await walkStep(page, data, step);
    if (step !== data.lesson.steps.at(-1)) await pane(page).getByRole('button', { name: /^Next/ }).click();
  }
  await pane(page).getByRole('heading', { name: 'What you take along' }).waitFor(patience);
  if (id === '02-black-friday') await lookBeside(page, data);
  const kept = await page.evaluate(() => localStorage.getItem('flotilla.progress'));
  expect(JSON.parse(kept ?? '{}').lessons[id].done).toEqual(data.lesson.steps.map((step) => step.id));
});
