import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { causes, handled, patience, processBox, routeCounts, untilTrafficFlows } from './support/fleet-page.ts';
import { openBrowser, openPage } from './support/opened-page.ts';
import type { OpenedPage } from './support/opened-page.ts';

let browser: Browser;
let opened: OpenedPage | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  const errors = opened?.errors ?? [];
  await opened?.close();
  opened = null;
  if (errors.length > 0) throw new Error(`the console did not stay clean: ${errors.join('; ')}`);
});

async function openShop(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  opened = await openPage(browser, options);
  await untilTrafficFlows(opened.page);
  return opened.page;
}

test('within 15 seconds of the first visit every process is ready and orders are taken, ever more of them', async () => {
  const openedAtMs = performance.now();
  const page = await openShop();
  expect(performance.now() - openedAtMs).toBeLessThan(15_000);
  expect(await page.getByRole('article').count()).toBe(8);
  expect(await page.getByRole('article').filter({ hasText: 'ready' }).count()).toBe(8);
  const { ok } = await routeCounts(page, 'POST /orders');
  const before = await handled(page, 'orders');
  await expect.poll(async () => (await routeCounts(page, 'POST /orders')).ok, patience).toBeGreaterThan(ok + 5);
  expect(await handled(page, 'orders')).toBeGreaterThan(before);
});

test('payments killed: checkouts fail, the page says that payments is why; restored, they succeed again', async () => {
  const page = await openShop();
  expect(await causes(page).innerText()).toContain('None has failed');
  await page.getByRole('button', { name: 'Kill payments' }).click();
  await expect.poll(() => processBox(page, 'payments').innerText(), patience).toContain('killed');
  await expect.poll(async () => (await routeCounts(page, 'POST /orders')).failed, patience).toBeGreaterThan(3);
  expect(await causes(page).innerText()).toMatch(/payments was killed/);
  expect(await page.getByRole('status').innerText()).toContain('payments killed');

  await page.getByRole('button', { name: 'max' }).click();
  await page.getByRole('button', { name: 'Restore payments' }).click();
  // Its consumer group waits for the dead member's session to end, half a minute of virtual time.
  await expect
    .poll(() => processBox(page, 'payments').innerText(), { ...patience, timeout: 90_000 })
    .toContain('ready');
  const { ok } = await routeCounts(page, 'POST /orders');
  await expect.poll(async () => (await routeCounts(page, 'POST /orders')).ok, patience).toBeGreaterThan(ok + 5);
  await expect.poll(() => page.getByText(/Requests that succeed/).innerText(), patience).toContain('100');
});

test('a fleet that stands still shows at once what is done to it, and nothing else moves', async () => {
  const page = await openShop();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => page.getByRole('status').innerText(), patience).toContain('Time stands still');
  await page.getByRole('button', { name: 'Hang catalog' }).click();
  await expect.poll(() => processBox(page, 'catalog').innerText(), patience).toContain('hanging');
  const time = await page.getByRole('timer').innerText();
  const { ok } = await routeCounts(page, 'POST /orders');
  await page.getByRole('button', { name: 'Restore catalog' }).click();
  await expect.poll(() => processBox(page, 'catalog').innerText(), patience).toContain('ready');
  expect(await page.getByRole('timer').innerText()).toBe(time);
  expect((await routeCounts(page, 'POST /orders')).ok).toBe(ok);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await routeCounts(page, 'POST /orders')).ok, patience).toBeGreaterThan(ok);
});

test('the same shop runs as one process when it is asked for as a monolith', async () => {
  const page = await openShop();
  await page.getByRole('button', { name: 'Monolith' }).click();
  await expect.poll(() => page.getByRole('article').count(), patience).toBe(1);
  await untilTrafficFlows(page);
  expect(await processBox(page, 'shop').innerText()).toContain('shop-db');
  await page.getByRole('button', { name: 'Kill shop' }).click();
  await expect.poll(() => causes(page).innerText(), patience).toContain('shop was killed');
});

test('a killed process is found, killed and restored with the keyboard alone, and the focus stays on its button', async () => {
  const page = await openShop();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (let step = 0; step < 60 && (await focused()) !== 'Kill payments'; step++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(focused, patience).toBe('Restore payments');
  expect(await processBox(page, 'payments').innerText()).toContain('killed');
  await page.keyboard.press('Space');
  await expect.poll(focused, patience).toBe('Kill payments');
});

test('on a phone nothing is wider than the screen, not even when things fail', async () => {
  const page = await openShop({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const tooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await tooWide()).toBe(0);
  await page.getByRole('button', { name: 'Kill payments' }).tap();
  await expect.poll(async () => (await routeCounts(page, 'POST /orders')).failed, patience).toBeGreaterThan(0);
  expect(await tooWide()).toBe(0);
});

test('a chosen theme is there again on the next visit', async () => {
  const page = await openShop({ colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await background();
  await page.getByRole('button', { name: 'Night chart' }).click();
  const night = await background();
  expect(night).not.toBe(day);
  await page.reload();
  expect(await background()).toBe(night);
});

test('an engine that hangs is noticed and built again from the seed, and the page says so', async () => {
  const page = await openShop();
  const engine = page.workers().find((worker) => worker.url().startsWith('blob:null'))!;
  void engine.evaluate('for (;;);').catch(() => {});
  await expect
    .poll(() => page.getByRole('alert').allInnerTexts(), patience)
    .toMatchObject([expect.stringContaining('started again from the beginning')]);
  await untilTrafficFlows(page);
});
