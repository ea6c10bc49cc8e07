import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilTrafficFlows } from './support/fleet-page.ts';
import { openMirror } from './support/mirror.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('from any folder of any host the fleet runs, and after one visit without the host', async () => {
  const mirror = await openMirror('/some/where else/');
  const { page, errors, close } = await openPage(browser, { url: `${mirror.url}#/play` });
  await untilTrafficFlows(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await mirror.close();
  await page.reload();
  await untilTrafficFlows(page);
  expect(errors).toEqual([]);
  await close();
});
