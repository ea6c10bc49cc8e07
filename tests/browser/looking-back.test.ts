import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, newest, patience, playground, said, untilTrafficFlows, virtualMs } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

const handle = (page: Page) => page.getByRole('slider', { name: 'Moment that is shown' });

async function runOn(page: Page): Promise<void> {
  const beforeMs = await virtualMs(page);
  await command(page, 'run until 1 second on');
  await page.getByText(/^Stopped: it is/).waitFor({ timeout: patience.timeout });
  await expect.poll(() => virtualMs(page), patience).toBeGreaterThan(beforeMs + 999);
}

/**
 * What the chart, the counts and the table say. Rates are taken over frames as they came, and how they come depends on the
 * machine: of the chart it is the words.
 */
async function seen(page: Page): Promise<string> {
  const rows = page.getByRole('table', { name: 'Requests of clients, newest first' }).getByRole('row');
  const tabs = page.getByRole('tablist').first();
  const payments = page.getByRole('button', { name: /^payments, process/ });
  const label = (await payments.getAttribute('aria-label')) ?? '';
  const texts = await Promise.all([tabs, rows.nth(1), rows.nth(2), rows.nth(8)].map((each) => each.textContent()));
  return [label.replaceAll(/[\d.]+/g, '#'), ...texts].join(' | ');
}

async function steady(page: Page): Promise<string> {
  let last = '';
  await expect
    .poll(
      async () => {
        const now = await seen(page);
        const isSame = now === last;
        last = now;
        return isSame;
      },
      { ...patience, interval: 450 },
    )
    .toBe(true);
  return last;
}

test('whoever drags time sees every moment as it was, can change nothing there, and comes back to now', async () => {
  const page = await visit({ url: playground() });
  await untilTrafficFlows(page);
  const moments: { readonly atUs: string; readonly seen: string }[] = [];
  for (let number = 0; number < 5; number++) {
    await runOn(page);
    moments.push({ atUs: await handle(page).inputValue(), seen: await steady(page) });
    if (number === 1) await command(page, 'kill payments');
  }
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  const nowMs = await virtualMs(page);
  for (const { atUs, seen: live } of [3, 0, 4, 1, 2].map((index) => moments[index]!)) {
    await handle(page).fill(atUs);
    await expect.poll(() => handle(page).inputValue(), patience).toBe(atUs);
    expect(await steady(page)).toBe(live);
  }
  expect(await said(page)).toContain('You are looking back');
  expect(await violations(page)).toEqual([]);

  // What is over cannot be changed; by keys one goes on through it.
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command, node or fault' }).fill('kill orders');
  expect(await page.getByRole('option', { name: 'Kill orders' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await handle(page).focus();
  const atMs = await virtualMs(page);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => virtualMs(page), patience).toBeLessThan(atMs - 999);
  expect(await virtualMs(page)).toBeGreaterThan(atMs - 1_101);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect.poll(() => virtualMs(page), patience).toBe(nowMs);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => virtualMs(page), patience).toBeGreaterThan(nowMs);
});
