import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { command, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
/** A rollout takes a virtual second, which a busy machine may stretch. */
const longer = { timeout: 60_000, interval: 200 };
const fleet = playground('?fleet=modular&seed=5');

const hull = (page: Page, process: string): Locator => page.locator(`[data-stop="process:${process}"]`);
const room = (page: Page, service: string): Locator => page.locator(`[data-room="${service}"]`);
const says = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'Esc takes it back' });
const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });

/** The middle of it, on the screen. */
async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox();
  if (!box) throw new Error('it is not in sight');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function failures(page: Page): Promise<number> {
  await page.getByRole('tab', { name: /^Requests/ }).click();
  const rows = page.getByRole('table', { name: 'Requests of clients, newest first' }).getByRole('row');
  return rows.filter({ hasText: '✕' }).count();
}

async function dragOut(page: Page, service: string): Promise<void> {
  const from = await middleOf(room(page, service));
  const box = (await page.locator('.react-flow').boundingBox())!;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 });
}

test('payments is dragged out of the monolith while clients buy, nobody is failed by it, and undo brings it back; then by keys', async () => {
  const page = await visit({ url: fleet });
  await untilTrafficFlows(page);

  await dragOut(page, 'payments');
  await expect.poll(() => says(page).innerText(), patience).toMatch(/payments leaves shop for a process of its own/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await hull(page, 'payments').count()).toBe(0);

  await dragOut(page, 'payments');
  await page.mouse.up();
  await hull(page, 'payments').waitFor(patience);
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), longer).toContain('ready');
  await expect.poll(() => room(page, 'payments').count(), longer).toBe(1);
  await expect.poll(() => inspector(page).innerText(), longer).toContain('written into its file');
  await untilTrafficFlows(page);
  expect(await failures(page)).toBe(0);

  await command(page, 'undo the last change');
  await expect.poll(() => hull(page, 'payments').count(), longer).toBe(0);
  await untilTrafficFlows(page);
  expect(await failures(page)).toBe(0);

  await hull(page, 'shop').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('F2');
  await page.keyboard.type(' payments own');
  await expect.poll(() => page.getByRole('dialog').innerText(), patience).toMatch(/payments leaves shop for a process/);
  await page.keyboard.press('Enter');
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), longer).toContain('ready');
  expect(await failures(page)).toBe(0);
});

test('payments gets a store of its own: its process stops, its rows go along, and undo brings them back', async () => {
  const page = await visit({ url: fleet });
  await untilTrafficFlows(page);
  await command(page, 'move payments to a process of its own');
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), longer).toContain('ready');
  await hull(page, 'payments').click();
  await inspector(page).getByRole('button', { name: 'Own store: payments-db' }).click();
  await page.getByRole('tab', { name: /^Events/ }).click();
  const events = page.getByRole('region', { name: 'Evidence' });
  await expect.poll(() => events.innerText(), longer).toMatch(/\d+ rows of payments went from shop-db to payments-db/);
  await page.locator('[data-stop="store:payments-db"]').waitFor(patience);
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), longer).toContain('ready');
  await command(page, 'undo the last change');
  await expect.poll(() => events.innerText(), longer).toMatch(/\d+ rows of payments went from payments-db to shop-db/);
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), longer).toContain('ready');
});
