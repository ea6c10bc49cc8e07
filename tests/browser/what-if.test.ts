import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, patience, playground, untilTrafficFlows, virtualMs } from './support/fleet-page.ts';
import { openPage } from './support/opened-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

const branch = 'What if payments had lived';

const told = async (page: Page): Promise<string> => (await page.getByRole('alert').allInnerTexts()).join(' ');

const side = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

const payments = (page: Page, title: string) =>
  side(page, title)
    .getByRole('button', { name: /^payments, process/ })
    .getAttribute('aria-label');

async function runOn(page: Page): Promise<void> {
  const beforeMs = await virtualMs(page);
  await command(page, 'run until 1 second on');
  await expect.poll(() => virtualMs(page), patience).toBeGreaterThan(beforeMs + 999);
  await page.getByText(/^Stopped: it is/).waitFor({ timeout: patience.timeout });
}

test('from before a fault a run goes on twice: with it and without; the branch has a name, a place in a list, and a link', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await runOn(page);
  const moment = page.getByRole('slider', { name: 'Moment that is shown' });
  const forkUs = await moment.inputValue();
  const forkMs = await virtualMs(page);
  await runOn(page);
  await command(page, 'kill payments');
  await runOn(page);

  await moment.fill(forkUs);
  await page.getByText('Looking back:').waitFor();
  await expect.poll(() => virtualMs(page), patience).toBe(forkMs);
  await page.getByRole('button', { name: 'What if, from here' }).click();
  await page.getByText(/^Both stand at .*, the same to the bit\./).waitFor({ timeout: patience.timeout });
  expect(await virtualMs(page)).toBe(forkMs);
  const made = `What if, from ${(forkMs / 1_000).toFixed(1)} s`;
  await runOn(page);
  await runOn(page);
  await expect.poll(() => payments(page, 'As it was'), patience).toMatch(/stopped|crashed|killed|restart/);
  expect(await payments(page, made)).toMatch(/ready|queueing/);

  // Both are seen as they were, at one and the same moment.
  await moment.fill(forkUs);
  await page.getByText('Looking back:').waitFor();
  await expect.poll(() => virtualMs(page), patience).toBe(forkMs);
  expect(await payments(page, 'As it was')).toMatch(/ready|queueing/);
  await page.getByText(/^Words and numbers are sums, and stay at now\./).waitFor();
  await page.keyboard.press('Shift+End');
  await expect.poll(() => payments(page, 'As it was'), patience).toMatch(/stopped|crashed|killed|restart/);

  await command(page, 'branches');
  const list = page.getByRole('dialog', { name: 'Branches' });
  await list.getByRole('button', { name: `Rename ${made}` }).click();
  await list.getByRole('textbox', { name: `Name of ${made}` }).fill(branch);
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: `Take away ${branch}` }).click();
  expect(await list.getByRole('button', { name: `Rename ${branch}` }).count()).toBe(0);
  await list.getByRole('button', { name: 'Put it back' }).click();
  await list.getByRole('button', { name: `Rename ${branch}` }).waitFor();
  expect(await violations(page)).toEqual([]);
  await list.getByRole('button', { name: 'Close' }).click();
  expect(await payments(page, branch)).toMatch(/ready|queueing/);

  await command(page, 'share this run');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue({ timeout: patience.timeout });
  const leftMs = await virtualMs(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  // Alone in the workbench it stands where it left the other.
  await command(page, 'branches');
  await page.getByRole('button', { name: `Open ${branch}` }).click();
  await expect.poll(() => told(page), patience).toContain('Here the run stands as it was left');
  expect(await virtualMs(page)).toBe(forkMs);
  await runOn(page);
  expect(await page.getByRole('button', { name: /^payments, process/ }).getAttribute('aria-label')).toMatch(
    /ready|queueing/,
  );

  // Somebody else has both, where they were left.
  const other = await openPage(page.context().browser()!, { url: link });
  await other.page.getByRole('button', { name: 'Run both side by side' }).click();
  await expect.poll(() => told(other.page), patience).toContain('Both stand as they were shared, the same to the bit.');
  expect(await virtualMs(other.page)).toBe(leftMs);
  expect(await payments(other.page, 'As it was')).toMatch(/stopped|crashed|killed|restart/);
  expect(await payments(other.page, branch)).toMatch(/ready|queueing/);
  expect(other.errors).toEqual([]);
  await other.close();
});
