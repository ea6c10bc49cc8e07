import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faultKinds } from '../../simulator/run/view/fault-kinds.ts';
import { effects, targets } from './support/fault-effects.ts';
import { command, options, patience, playground, untilTrafficFlows, virtualMs } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';
import type { Kind } from './support/fault-effects.ts';
import type { FaultKind } from '../../simulator/wire/view/fault-kind.ts';

const visit = visitor();
const kinds = Object.keys(targets) as Kind[];

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const breakIt = (page: Page) => inspector(page).getByRole('region', { name: 'Break it' });
const undoButton = (page: Page) => breakIt(page).getByRole('button', { name: /^Undo/ });
const inOrder = Object.keys(effects);
const placeOf = (kind: Kind, { verb }: FaultKind): number => inOrder.indexOf(`${verb} ${kind}`);
const fitting = (kind: Kind): FaultKind[] =>
  faultKinds
    .filter(({ fitsOn }) => fitsOn.includes(kind))
    .toSorted((one, other) => placeOf(kind, one) - placeOf(kind, other));

async function select(page: Page, kind: Kind): Promise<void> {
  const { query, name } = targets[kind];
  await command(page, query);
  await expect.poll(() => inspector(page).getByRole('heading', { level: 2 }).innerText(), patience).toContain(name);
}

/** "catalog was killed at 4.8 s", once the list of what is broken says so. */
async function told(page: Page, words: RegExp): Promise<string> {
  await expect.poll(async () => String(await undoButton(page).allInnerTexts()), patience).toMatch(words);
  return (await undoButton(page).innerText()).replace(/^Undo\s*/, '');
}

async function nothingIsBroken(page: Page): Promise<void> {
  await expect.poll(() => undoButton(page).count(), patience).toBe(0);
}

/** Presses its button, sees it told in words, sees what comes of it, undoes it, and sees that it is gone. */
async function goThrough(page: Page, kind: Kind, { verb, label, lasts }: FaultKind): Promise<void> {
  const { words, measure, shows } = effects[`${verb} ${kind}`]!;
  const before = measure ? await measure(page) : 0;
  await breakIt(page).getByRole('button', { name: label }).first().click();
  const said = lasts ? await told(page, words) : '';
  if (typeof shows === 'function') {
    const isSeen = (): Promise<boolean> => shows(page, { told: said, before });
    await expect.poll(isSeen, { ...patience, message: `${verb} on ${targets[kind].name} is seen` }).toBe(true);
  }
  if (lasts) await undoButton(page).click();
  await nothingIsBroken(page);
}

test('of everything that can be broken it is known here how that is told and seen', () => {
  const offered = kinds.flatMap((kind) => fitting(kind).map(({ verb }) => `${verb} ${kind}`));
  expect(Object.keys(effects).toSorted()).toEqual(offered.toSorted());
});

test('every button breaks what it says, which is told and seen, and is undone', { timeout: 300_000 }, async () => {
  const page = await visit({ url: playground() });
  for (const kind of kinds) {
    await untilTrafficFlows(page);
    await page.keyboard.press('5');
    await select(page, kind);
    // As many as the map offers for it, and each with its key.
    expect(await breakIt(page).locator('li:has(kbd)').count()).toBe(fitting(kind).length);
    for (const fault of fitting(kind)) await goThrough(page, kind, fault);
    // Queues are empty and connections are whole for the next.
    const endedMs = await virtualMs(page);
    await command(page, 'start over');
    await expect.poll(() => virtualMs(page), patience).toBeLessThan(endedMs);
  }
});

test('every key breaks what its button breaks, and the palette does too', { timeout: 240_000 }, async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  for (const kind of kinds) {
    await select(page, kind);
    for (const { verb, key, lasts } of fitting(kind)) {
      expect(key).toMatch(/^\w$/);
      await page.keyboard.press(key);
      if (!lasts) continue;
      await told(page, effects[`${verb} ${kind}`]!.words);
      await page.keyboard.press('ControlOrMeta+z');
      await nothingIsBroken(page);
    }
  }
  await command(page, 'cut off kafka');
  await told(page, /kafka was cut off/);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command, node or fault' }).fill('undo kafka was cut off');
  await options(page).first().waitFor();
  await page.keyboard.press('Enter');
  await nothingIsBroken(page);
});
