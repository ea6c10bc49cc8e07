import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

const onChart = (page: Page): Locator => page.getByRole('region', { name: 'Fleet', exact: true });
const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });
const hull = (page: Page, name: string): Locator =>
  onChart(page).getByRole('button', { name: new RegExp(`^${name}, process`) });

async function openChart(): Promise<Page> {
  const page = await visit({ url: playground(), reducedMotion: 'no-preference' });
  await untilTrafficFlows(page);
  return page;
}

test('a process is selected, hung and released by mouse; meanwhile the chart says who is to blame', async () => {
  const page = await openChart();
  await hull(page, 'payments').click();
  await inspector(page).getByRole('button', { name: 'Hang', exact: false }).click();
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), patience).toContain('hanging');
  await expect.poll(() => inspector(page).innerText(), patience).toContain('hanging for');
  await page.getByRole('button', { name: 'max' }).click();
  await expect.poll(() => hull(page, 'payments').innerHTML(), patience).toMatch(/why POST \/orders failed|to blame/);
  await inspector(page).getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => hull(page, 'payments').getAttribute('aria-label'), patience).toMatch(/ready|queueing/);
});

test('by keyboard alone somebody walks along a link, reads how it is, and cuts it off for five seconds', async () => {
  const page = await openChart();
  await hull(page, 'orders').focus();
  await page.keyboard.press('ArrowRight');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  for (let step = 0; step < 6 && !(await focused()).startsWith('orders to payments'); step++) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await focused()).toMatch(/^orders to payments/);
  await page.keyboard.press('Enter');
  await expect.poll(() => inspector(page).innerText(), patience).toContain('orders → payments');
  await inspector(page).getByLabel('For').selectOption('5 s');
  await page.keyboard.press('Escape');
  await onChart(page)
    .getByRole('button', { name: /^orders to payments/ })
    .focus();
  await page.keyboard.press('d');
  await expect.poll(() => inspector(page).innerText(), patience).toMatch(/Cut off since .* s left/);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => inspector(page).innerText(), patience).not.toMatch(/s left/);
});

test('messages are seen on their way, and stand still with time', async () => {
  const page = await openChart();
  const painted = () =>
    onChart(page)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.reduce((sum, value, index) => (index % 4 === 3 && value > 0 ? sum + 1 : sum), 0);
      });
  await expect.poll(painted, patience).toBeGreaterThan(50);
  await page.keyboard.press('Space');
  await page.waitForTimeout(1_000);
  const before = await painted();
  await page.waitForTimeout(300);
  expect(await painted()).toBe(before);
});

test('the table tells what the chart shows, and the legend what its signs mean', async () => {
  const page = await openChart();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const row = onChart(page).getByRole('table', { name: 'Processes' }).getByRole('row').filter({ hasText: 'payments' });
  await expect.poll(() => row.innerText(), patience).toMatch(/ready/);
  await expect
    .poll(() => onChart(page).getByRole('table', { name: 'Links' }).innerText())
    .toContain('orders to payments');
  await page.getByRole('button', { name: 'Legend', exact: true }).click();
  expect(await onChart(page).getByRole('region', { name: 'Legend' }).innerText()).toContain('to blame');
});

test('who does not want motion gets counters at the lines', async () => {
  const page = await visit({ url: playground(), reducedMotion: 'reduce' });
  await untilTrafficFlows(page);
  const labels = () => onChart(page).locator('.react-flow__edges text').allTextContents();
  await expect.poll(async () => (await labels()).some((text) => /\/s · \d/.test(text)), patience).toBe(true);
});
