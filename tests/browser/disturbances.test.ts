import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageUrl } from './support/addresses.ts';
import { patience, playground, untilTrafficFlows, virtualMs } from './support/fleet-page.ts';
import { openMirror } from './support/mirror.ts';
import type { Extra } from './support/mirror.ts';
import { openBrowser, openPage } from './support/opened-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const alertOf = (page: Page) => page.getByRole('alert').first().innerText();

/** The page with some of its files changed on the way. */
async function spoilt(extras: Readonly<Record<string, Extra>>) {
  const mirror = await openMirror('/', extras);
  const opened = await openPage(browser, { url: `${mirror.url}#/play` });
  return { ...opened, close: () => opened.close().then(mirror.close) };
}

/** Where the build put a part of the engine. */
async function fileOf(part: string): Promise<string> {
  const files = (await (await fetch(new URL('engine.json', pageUrl))).json()) as Record<string, string>;
  return files[part]!;
}

const html = (text: string): Extra => ({ type: 'text/html', text });

test.each<[string, () => Promise<Record<string, Extra>>, RegExp]>([
  [
    'a sandbox that stays silent',
    async () => ({ 'sandbox.html': html('<p>') }),
    /takes longer than usual|did not open/,
  ],
  [
    'an engine that throws at its start',
    async () => ({ [await fileOf('world.js')]: { type: 'text/plain', text: 'throw new Error("no such thing")' } }),
    /did not start[\s\S]*no such thing/,
  ],
  [
    'an engine that never says anything',
    async () => ({ [await fileOf('world.js')]: { type: 'text/plain', text: 'for (;;);' } }),
    /takes longer than usual/,
  ],
  [
    'WebAssembly that cannot be had',
    async () => ({ [await fileOf('sqlite.wasm')]: { type: 'application/wasm', text: 'not this time' } }),
    /could not be started[\s\S]*(?:wasm|WebAssembly)/i,
  ],
])('%s: the page says so within a few seconds, with a way out', async (_what, extras, words) => {
  const { page, close } = await spoilt(await extras());
  await expect.poll(() => alertOf(page), { timeout: 9_000, interval: 100 }).toMatch(words);
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1);
  await close();
});

test('a page that slept goes on from where it was, without a rush, and its run is the same to the bit', async () => {
  const { page, close } = await openPage(browser, {
    url: playground(),
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await untilTrafficFlows(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  const awake = await virtualMs(page);
  await page.waitForTimeout(1_000);
  expect((await virtualMs(page)) - awake).toBeLessThan(3_000);

  // And hidden it goes on or waits as the browser likes: what happens in it is the same.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(2_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await close();

  const again = await openPage(browser, { url: link });
  await again.page.getByRole('button', { name: /^Run it/ }).click();
  await expect.poll(() => alertOf(again.page), { ...patience, timeout: 90_000 }).toContain('the same to the bit');
  await again.close();
});
