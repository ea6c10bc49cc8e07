import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { evidence, openFile } from '../support/code-page.ts';
import { command, patience, playground } from '../support/fleet-page.ts';
import { visitor } from '../support/visitor.ts';

const visit = visitor();
const longer = { timeout: 60_000, interval: 200 };
const orders = 'services/orders.ts';
const text = readFileSync(path.resolve(import.meta.dirname, '../../../lessons/shop', orders), 'utf8');
const publishing = text.split('\n').findIndex((line) => line.includes("publish('order.placed'")) + 1;

/** The cursor, by keys alone. */
async function goTo(page: Page, line: number): Promise<void> {
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let down = 1; down < line; down++) await page.keyboard.press('ArrowDown');
}

async function countOf(page: Page, sql: string): Promise<string> {
  await page.getByRole('tab', { name: 'Data' }).click();
  await evidence(page).getByRole('button', { name: 'Query' }).click();
  await evidence(page).getByLabel('Store').selectOption('orders-db');
  await evidence(page).getByRole('textbox', { name: 'A SELECT for orders-db' }).fill(sql);
  await page.keyboard.press('ControlOrMeta+Enter');
  const found = evidence(page).getByRole('table', { name: 'What the query found' });
  await found.waitFor(patience);
  return found.getByRole('cell').first().innerText();
}

test('a crash point between the commit and the message leaves an order that nobody hears of', async () => {
  const page = await visit({ url: playground('?fleet=services&seed=7&traffic=off') });
  await page.getByRole('timer').waitFor(patience);
  await openFile(page, orders);
  const form = evidence(page).getByRole('form', { name: `Crash point on line ${publishing}` });
  const marks = evidence(page).getByRole('list', { name: 'Crash points in this file' });

  await goTo(page, publishing - 1);
  await page.keyboard.press('F9');
  await expect.poll(() => evidence(page).getByRole('alert').innerText(), patience).toContain('Nothing is done on line');
  await evidence(page)
    .getByRole('button', { name: `Take line ${publishing}` })
    .click();
  await form.waitFor(patience);
  expect(await violations(page, '#pane-evidence form')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => marks.innerText(), patience)
    .toMatch(new RegExp(`line ${publishing}\\s+orders dies on pass 1`));

  await command(page, 'send one checkout');
  await page.getByRole('button', { name: '10×' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByRole('tab', { name: /^Events/ }).click();
  await expect.poll(() => evidence(page).innerText(), longer).toContain(`died at ${orders}:${publishing}`);
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await expect
    .poll(() => evidence(page).innerText(), patience)
    .toContain(`The process died at ${orders}:${publishing}`);

  expect(await countOf(page, 'select count(*) from orders where paid')).toBe('1');
  await evidence(page).getByRole('button', { name: 'Topics' }).click();
  await evidence(page).getByLabel('Topic').selectOption('order.placed');
  await expect.poll(() => evidence(page).innerText(), patience).toContain('No record lies in partition 0');

  await openFile(page, orders);
  await marks.getByRole('button', { name: /Remove/ }).click();
  await expect.poll(() => marks.count(), patience).toBe(0);
});
