import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, newest, patience, playground, untilTrafficFlows, why } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

test('a failed checkout is chosen, and its whole way is told as a waterfall, as a sequence and for elsewhere', async () => {
  const page = await visit({ url: playground(), permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('tab', { name: 'Trace' }).click();
  await page.getByText('No request is chosen.').waitFor();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Failed', exact: true }).click();
  await page.getByRole('button', { name: 'POST /orders' }).first().click();
  await page.getByRole('button', { name: 'Show trace' }).click();

  const steps = page.getByRole('table', { name: 'Steps of the request' });
  const toPayments = steps.getByRole('row').filter({ hasText: 'payments' }).filter({ hasText: '✕' }).last();
  await expect.poll(() => toPayments.innerText(), patience).toMatch(/payments was killed/);
  expect(await toPayments.innerText()).toContain('services/');
  expect(await why(page).innerText()).toContain('payments was killed');
  expect(await page.getByRole('tab', { name: 'Trace' }).innerText()).toMatch(/#[\da-f]{6}/);
  await toPayments.getByRole('button', { name: /^payments/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Inspector' }).getByRole('heading', { name: 'payments' }).waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Sequence', exact: true }).click();
  await page.getByRole('img', { name: /^Sequence of \d+ steps between checkout, gateway, orders/ }).waitFor();
  await page.getByRole('button', { name: 'Copy as Mermaid' }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^sequenceDiagram\n {2}participant p0 as/);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download OTLP' }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  expect(JSON.parse(saved)).toHaveProperty('resourceSpans');
});
