import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

const evidence = (page: Page): Locator => page.getByRole('region', { name: 'Evidence' });

async function openData(): Promise<Page> {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await page.getByRole('tab', { name: 'Data' }).click();
  return page;
}

test('the table of orders shows what clients have ordered, ever more of it, and still does when its store is down', async () => {
  const page = await openData();
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  await evidence(page).getByLabel('table').selectOption('orders');
  const rows = evidence(page).getByRole('table', { name: 'Rows of orders, newest first' }).getByRole('row');
  await expect.poll(() => rows.first().innerText(), patience).toMatch(/id\s+user_id\s+product_id/);
  const newestId = async () => Number(await rows.nth(1).getByRole('cell').first().innerText());
  const before = await newestId();
  await expect.poll(newestId, patience).toBeGreaterThan(before);
  await command(page, 'kill orders-db');
  await expect.poll(() => evidence(page).innerText(), patience).toContain('orders-db is down');
  expect(await newestId()).toBeGreaterThan(before);
  expect(await violations(page, '#evidence-data')).toEqual([]);
});

test('a query counts the orders; one that is wrong, or would write, is refused in words; the text stays', async () => {
  const page = await openData();
  await evidence(page).getByRole('button', { name: 'Query' }).click();
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  const field = evidence(page).getByRole('textbox', { name: 'A SELECT for orders-db' });
  const outcome = evidence(page).getByRole('status');
  await field.fill('select count(*) as placed from orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  const found = evidence(page).getByRole('table', { name: 'What the query found' });
  await expect.poll(() => found.getByRole('cell').innerText(), patience).toMatch(/^[1-9]\d*$/);
  expect(await outcome.innerText()).toMatch(/^1 row at /);
  expect(await violations(page, '#evidence-data')).toEqual([]);
  await field.fill('delete from orders');
  await evidence(page).getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => outcome.innerText(), patience).toContain('one SELECT at a time');
  await field.fill('select nonsense from orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => outcome.innerText(), patience).toContain('nonsense');
  await evidence(page).getByLabel('Store').selectOption('users-db');
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  expect(await field.inputValue()).toBe('select nonsense from orders');
});

test('order.placed shows its records, how far its readers have come, and which request a record is of', async () => {
  const page = await openData();
  await evidence(page).getByRole('button', { name: 'Topics' }).click();
  await evidence(page).getByLabel('Topic').selectOption('order.placed');
  const records = evidence(page).getByRole('table', { name: /^Records of order\.placed, partition 0/ });
  await expect.poll(() => records.innerText(), patience).toMatch(/has read/);
  await page.keyboard.press('Space');
  const value = records.getByRole('button', { expanded: false }).first();
  await value.click();
  expect(await records.locator('pre').innerText()).toMatch(/^\{\n {2}"/);
  expect(await violations(page, '#evidence-data')).toEqual([]);
  await records
    .getByRole('button', { name: /^Request [\da-f]{6}: show its way/ })
    .first()
    .focus();
  await expect.poll(() => records.locator('tr[data-chosen="true"]').count(), patience).toBeGreaterThan(0);
});
