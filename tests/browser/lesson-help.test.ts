import { expect, test } from 'vitest';
import { builtLesson } from '../../build/lessons/built-lesson.ts';
import { solutionOf } from '../../src/session/lessons/reset-to-step.ts';
import { pageUrl } from './support/addresses.ts';
import { button, kept, untilThere, write } from './support/code-page.ts';
import { patience, virtualMs } from './support/fleet-page.ts';
import { deployButton, pane, walkStep } from './support/lesson-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
const id = '08-at-least-once';
const step = 'the-same-again-please';
const path = 'services/domain/payments/queries.ts';

function data() {
  const result = builtLesson(id);
  if (!result.ok) throw new Error(result.mistakes.join('\n'));
  return result.built.data;
}

test(
  'who has wandered off comes to where a step begins, takes its solution over, and takes along what is done',
  { timeout: 240_000 },
  async () => {
    const lesson = data();
    const page = await visit({ url: `${pageUrl}#/lesson/${id}/${step}` });
    await untilThere(page, { isPaused: true });
    await write(page, path, 'export const lost = true;\n', `lesson-${id}`);

    await pane(page).getByRole('button', { name: 'Reset to this step' }).click();
    const beginsMs = lesson.walk[0]!.untilUs / 1000;
    await expect.poll(() => virtualMs(page), { ...patience, timeout: 60_000 }).toBe(beginsMs);
    await page.getByText('Here “The same again, please” begins.').first().waitFor(patience);
    expect((await kept(page, `lesson-${id}`)).drafts).toEqual({});

    for (const hint of [1, 2, 3])
      await pane(page)
        .getByRole('button', { name: `Hint ${hint} of 3` })
        .click();
    await pane(page).getByRole('button', { name: 'Show the solution' }).click();
    await button(page, 'Take it over').click();
    const solution = solutionOf(lesson, step, path);
    await expect.poll(async () => (await kept(page, `lesson-${id}`)).drafts[path], patience).toBe(solution);
    await deployButton(page).click();
    await expect.poll(async () => (await kept(page, `lesson-${id}`)).deployed[path], patience).toBe(solution);

    await pane(page).getByRole('button', { name: /^Skip/ }).click();
    await walkStep(page, lesson, lesson.lesson.steps[2]!);
    await page.getByRole('link', { name: 'Flotilla' }).first().click();
    const taken = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Take it along as a file' }).click();
    const file = await (await taken).path();
    const progress = () => page.evaluate(() => localStorage.getItem('flotilla.progress'));
    const before = JSON.parse((await progress())!);
    expect(before.lessons[id].done).toEqual(['where-to-remember']);

    await page.evaluate(() => localStorage.clear());
    await page.reload();
    const entry = page.getByRole('listitem').getByRole('link', { name: /At least once/ });
    await entry.waitFor(patience);
    expect(await entry.innerText()).not.toContain('1 of 3 steps');
    await page.getByLabel('File with progress').setInputFiles(file);
    await page.getByText('Progress of 1 lesson was brought, and your code of 1 lesson.').waitFor(patience);
    expect(await entry.innerText()).toContain('1 of 3 steps');
    expect(JSON.parse((await progress())!)).toEqual(before);
    expect((await kept(page, `lesson-${id}`)).drafts[path]).toBe(solution);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('All is as it was before.').waitFor(patience);
    expect((await kept(page, `lesson-${id}`)).drafts).toEqual({});
    expect(await entry.innerText()).not.toContain('1 of 3 steps');
  },
);
