import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { patience, playground } from './support/fleet-page.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('charts that cannot be loaded say that a part is missing, and come when the connection is back', async () => {
  const { page, close } = await openPage(browser, { url: 'about:blank' });
  let isCut = true;
  await page.route('**/assets/metrics-*.js', (route) => (isCut ? route.abort() : route.continue()));
  await page.goto(playground());
  await page.getByRole('tab', { name: 'Metrics' }).click({ timeout: patience.timeout });
  await page
    .getByRole('alert')
    .getByText(/^A part of this page could not be loaded/)
    .waitFor({ timeout: patience.timeout });
  isCut = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('slider', { name: 'rate of home over time' }).waitFor({ timeout: patience.timeout });
  expect(await page.getByRole('alert').count()).toBe(0);
  await close();
});
