import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, newest, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

/** A shop whose payments died a while ago, standing still, with its charts in sight. */
async function openCharts(page: Page): Promise<void> {
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  await command(page, 'run until 1 second on');
  await page.getByText(/^Stopped: it is/).waitFor({ timeout: patience.timeout });
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await chart(page, 'rate of checkout').waitFor();
}

const chart = (page: Page, name: string) => page.getByRole('slider', { name: `${name} over time` });
const shown = (page: Page) => page.getByText(/^of the clients and the services that do worst, from/);

test('axe finds nothing in charts and their table', async () => {
  const page = await visit({ url: playground() });
  await openCharts(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Table', exact: true }).last().click();
  await page.getByRole('table', { name: /^checkout, clients, over time/ }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('by keys alone a chart tells its numbers, a stretch of time is looked at closer, and all of it again', async () => {
  const page = await visit({ url: playground() });
  await openCharts(page);
  const whole = await shown(page).innerText();
  await chart(page, 'rate of home').focus();
  await page.keyboard.press('ArrowDown');
  expect(await chart(page, 'took of home').evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Home');
  expect(await chart(page, 'took of home').getAttribute('aria-valuetext')).toMatch(/^00:00\.000: p50/);
  // The same moment is pointed at on the timeline, and in every other chart.
  expect(await page.getByRole('region', { name: 'Timeline' }).getAttribute('data-pointed')).toBe('true');
  expect(await chart(page, 'rate of checkout').getAttribute('aria-valuetext')).toMatch(/^00:00\.000: all/);
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(page).innerText(), patience).toMatch(/from 00:00\.000 to 00:01\.000$/);
  await page.keyboard.press('Escape');
  await expect.poll(() => shown(page).innerText(), patience).toBe(whole);
});

test('by mouse a stretch is dragged over and seen in all charts, and what is selected on the chart is what is charted', async () => {
  const page = await visit({ url: playground() });
  await openCharts(page);
  const box = (await chart(page, 'rate of home').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 5 });
  await page.mouse.up();
  const zoomOut = page.getByRole('button', { name: 'Whole run' });
  await zoomOut.waitFor();
  expect(await shown(page).innerText()).not.toContain('from 00:00.000');
  await zoomOut.click();
  await expect.poll(() => shown(page).innerText(), patience).toContain('from 00:00.000');
  await command(page, 'select payments');
  await chart(page, 'CPU of payments').waitFor();
  await page.getByRole('region', { name: 'payments, process' }).waitFor();
  await page.getByRole('region', { name: 'payments → payments-db, link' }).waitFor();
});
