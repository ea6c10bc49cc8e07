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
  const { page, close } = await openPage(browser, { url: 'about:blank', serviceWorkers: 'block' });
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
  const { page, close } = await openPage(browser, { url: 'about:blank', serviceWorkers: 'block' });
  await page.goto(playground());
  const [pictureMs, steeredMs] = await page.evaluate(async () => {
    const entry = (wanted: (entry: PerformanceEntry) => boolean): Promise<PerformanceEntry> =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const found = list.getEntries().find(wanted);
          if (found) resolve(found);
        }).observe({ entryTypes: ['mark', 'resource'] });
      });
    const found = await Promise.all([
      entry(({ name }) => name === 'first picture'),
      entry(({ name }) => /\/chart-surface-.*\.js$/.test(name)),
    ]);
    return found.map(({ startTime, duration }) => startTime + duration);
  });
  expect(steeredMs).toBeGreaterThan(pictureMs!);
  await page.getByRole('button', { name: 'Fit', exact: true }).waitFor({ timeout: patience.timeout });
  await close();
});
