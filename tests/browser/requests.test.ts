import { expect, test } from 'vitest';
import { patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

test('requests that are older than the newest hundred are found, and so are those that took long', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  await page.keyboard.press('5');
  const rows = page.getByRole('table', { name: 'Requests of clients, newest first' }).locator('tbody tr');
  const older = page.getByRole('button', { name: 'Show 100 older ones' });
  await older.waitFor({ timeout: patience.timeout });
  await page.waitForFunction(
    (least) => Number(/\d+/.exec(document.querySelector('[role=tab][id*=requests]')?.textContent ?? '')?.[0]) > least,
    250,
  );
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await rows.count()).toBe(100);
  await older.click();
  await expect.poll(() => rows.count(), patience).toBe(200);
  await page.getByRole('combobox', { name: 'took' }).selectOption({ label: 'over 2 s' });
  await page.getByText('None of those that are kept took that long.').waitFor({ timeout: patience.timeout });
  await page.getByRole('combobox', { name: 'took' }).selectOption({ label: 'any time' });
  await expect.poll(() => rows.count(), patience).toBe(200);
});
