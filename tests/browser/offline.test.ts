import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidence } from './support/code-page.ts';
import { patience, untilTrafficFlows } from './support/fleet-page.ts';
import { openMirror } from './support/mirror.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('from any folder of any host the fleet runs, and after one visit without the host', async () => {
  const mirror = await openMirror('/some/where else/');
  const { page, errors, close } = await openPage(browser, { url: `${mirror.url}#/play`, serviceWorkers: 'allow' });
  await untilTrafficFlows(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await mirror.close();
  await page.reload();
  await untilTrafficFlows(page);
  expect(errors).toEqual([]);
  await close();
});

test('the editor is not fetched for later by itself; once it was opened it opens without the host', async () => {
  const mirror = await openMirror('/here/');
  const { page, errors, close } = await openPage(browser, { url: `${mirror.url}#/play`, serviceWorkers: 'allow' });
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  await page.getByRole('timer').waitFor(patience);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const keptFiles = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys())
        .map(({ url }) => url)
        .filter((url) => /ts\.worker|editor-types/.test(url));
    });
  expect(await keptFiles()).toEqual([]);
  await page.getByRole('tab', { name: 'Code' }).click();
  await evidence(page).locator('.monaco-editor .view-line').first().waitFor(patience);
  await expect.poll(async () => (await keptFiles()).length, patience).toBe(2);
  // The host may go once all that came has been kept, too: the editor is more than these two.
  const stillToKeep = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      const kept = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
      const came = performance.getEntriesByType('resource').map((each) => each.name);
      return came.filter((url) => url.startsWith(location.origin) && url.includes('/assets/') && !kept.has(url));
    });
  await expect.poll(stillToKeep, patience).toEqual([]);
  await expect.poll(() => [...underWay].map((request) => request.url()), patience).toEqual([]);
  await mirror.close();
  await page.reload();
  await page.getByRole('tab', { name: 'Code' }).click();
  await evidence(page).locator('.monaco-editor .view-line').first().waitFor(patience);
  expect(errors).toEqual([]);
  await close();
});
