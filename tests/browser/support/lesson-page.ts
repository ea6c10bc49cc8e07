import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Action, LessonData, Quiz, Step } from '../../../simulator/index.ts';
import { filesOf, solutionOf } from '../../../src/session/lessons/reset-to-step.ts';
import { write } from './code-page.ts';
import { patience, untilStandingAt, virtualMs } from './fleet-page.ts';

const second = 1_000_000;

export const pane = (page: Page): Locator => page.getByRole('region', { name: 'Lesson' });

/** Time moves by this much, as fast as it goes, and stands again. */
async function runFor(page: Page, us: number): Promise<void> {
  await runSeconds(page, Math.ceil(us / second));
}

/** Where nothing is to be done after it, a little more does no harm: ten seconds are one press, and nine are nine. */
async function runAtLeast(page: Page, us: number): Promise<void> {
  const seconds = Math.ceil(us / second);
  await runSeconds(page, seconds % 10 < 4 ? seconds : Math.ceil(seconds / 10) * 10);
}

async function runSeconds(page: Page, all: number): Promise<void> {
  let left = all;
  for (const [label, seconds] of steps) {
    for (; left >= seconds; left -= seconds) {
      const untilMs = (await virtualMs(page)) + seconds * 1000;
      await page.getByRole('button', { name: 'Run until' }).click();
      await page.getByRole('menuitem', { name: label }).click();
      await untilStandingAt(page, untilMs);
    }
  }
}

const steps = [
  [/1 minute on/, 60],
  [/10 seconds on/, 10],
  [/1 second on/, 1],
] as const;

/** Says some number wherever one is asked for: it need not be right. */
async function predict(page: Page): Promise<void> {
  const fields = pane(page).getByRole('textbox', { name: 'Your guess' });
  while ((await fields.count()) > 0) {
    const before = await fields.count();
    await fields.first().fill('42');
    await pane(page).getByRole('button', { name: 'Say it' }).first().click();
    await expect.poll(() => fields.count()).toBe(before - 1);
  }
}

/** The button of a task. A word that explains itself is a button as well, and "Deploy" is one. */
export function deployButton(page: Page): Locator {
  return pane(page)
    .getByRole('button', { name: /^(?:Deploy|Start with this fleet)$/ })
    .and(page.locator(':not([aria-expanded])'))
    .first();
}

/** As if it were pasted, and deployed by the button beside the task. */
async function deploy(page: Page, lesson: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await write(page, path, text, `lesson-${lesson}`);
  const button = deployButton(page);
  await button.click();
  const refusal = pane(page).getByRole('alert');
  const outcome = async (): Promise<string> =>
    (await button.count()) === 0 ? 'deployed' : (await refusal.allInnerTexts()).join(' ');
  await expect.poll(outcome, patience).toBe('deployed');
}

async function press(page: Page, { verb, target, sizes }: Action): Promise<void> {
  const written = JSON.stringify([verb, target, sizes]).replaceAll('"', String.raw`\"`);
  await pane(page).locator(`[data-action="${written}"]`).first().click();
}

async function answer(page: Page, quizzes: readonly Quiz[]): Promise<void> {
  const shown = pane(page).locator('section[data-answered]');
  for (const [place, { answers }] of quizzes.entries()) {
    for (const [index, { right }] of answers.entries()) {
      if (right) await shown.nth(place).getByRole('listitem').nth(index).getByRole('button').first().click();
    }
    await expect.poll(() => shown.nth(place).getAttribute('data-answered')).toBe('true');
  }
}

/** One step, by what the lesson itself says that a learner does there, and at least as long after one another. */
export async function walkStep(page: Page, data: LessonData, step: Step): Promise<void> {
  const index = data.walk.findIndex((each) => each.step === step.id);
  const walked = data.walk[index]!;
  let atUs = data.walk[index - 1]?.untilUs ?? 0;
  await predict(page);
  const edits = step.parts.flatMap((part) => (part.kind === 'task' && part.file ? [part.file.path] : []));
  const isDeployed = walked.actions.some(({ verb }) => verb === 'deploy');
  if (edits.length > 0 && !isDeployed)
    await deploy(
      page,
      data.lesson.id,
      Object.fromEntries(edits.map((path) => [path, solutionOf(data, step.id, path)!])),
    );
  for (const action of walked.actions) {
    await runFor(page, action.atUs - atUs);
    atUs = action.atUs;
    if (action.verb === 'deploy') await deploy(page, data.lesson.id, filesOf(action));
    else await press(page, action);
  }
  await runAtLeast(page, walked.untilUs - atUs);
  await answer(
    page,
    step.parts.filter((part) => part.kind === 'quiz'),
  );
  await untilDone(page, step);
}

/** A machine has other seconds than a person: what has not passed yet gets a little more time. */
async function untilDone(page: Page, step: Step): Promise<void> {
  const done = pane(page).getByRole('link', { name: new RegExp(`^Step \\d+, .*, done$`) });
  const isDone = async (): Promise<boolean> =>
    await done.evaluateAll((links, id) => links.some((link) => link.getAttribute('href')?.endsWith(`/${id}`)), step.id);
  for (let more = 0; more < 4 && !(await isDone()); more++) {
    await page.waitForTimeout(400);
    // Other runs have to agree with this one.
    await expect.poll(() => pane(page).locator('[data-state="trying"]').count(), patience).toBe(0);
    if (!(await isDone())) await runFor(page, 10 * second);
  }
  if (await isDone()) return;
  const rows = await pane(page).locator('[data-check]').allInnerTexts();
  throw new Error(`"${step.title}" is not done: ${rows.join(' | ').replaceAll('\n', ' ')}`);
}
