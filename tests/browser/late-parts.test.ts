import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { patience, playground } from './support/fleet-page.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a part of the page that is gone from the server says so, and is there once it can be had again', async () => {
  const { page, close } = await openPage(browser, { url: 'about:blank' });
  const part = /\/trace-panel-[\w-]+\.js$/;
  await page.route(part, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(playground());
  await page.getByRole('tab', { name: /^Trace/ }).click();
  const missing = page.getByRole('alert').filter({ hasText: 'A part of this page could not be loaded.' });
  await missing.waitFor({ timeout: patience.timeout });
  await page.unroute(part);
  await missing.getByRole('button', { name: 'Try again' }).click();
  const panel = page.getByRole('tabpanel');
  await expect.poll(() => panel.innerText(), patience).toContain('No request is chosen.');
  await close();
});

test('the first picture of a fleet does not wait for what steers the chart', async () => {
  const { page, close } = await openPage(browser, { url: 'about:blank' });
  let letCome = (): void => {};
  const mayCome = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(/\/chart-surface-[\w-]+\.js$/, async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.goto(playground());
  await page.waitForFunction(() => performance.getEntriesByName('first picture').length > 0, null, patience);
  const fleet = page.getByRole('region', { name: 'Fleet' });
  await expect.poll(() => fleet.textContent(), patience).toContain('payments');
  const fit = page.getByRole('button', { name: 'Fit', exact: true });
  expect(await fit.count()).toBe(0);
  letCome();
  await fit.waitFor({ timeout: patience.timeout });
  await close();
});
