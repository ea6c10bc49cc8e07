import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { pageUrl } from './support/addresses.ts';
import { openBrowser } from './support/opened-page.ts';

interface Weight {
  readonly assets: readonly { readonly name: string; readonly bytes: number }[];
  readonly scriptBytes: number;
}

const { weightOf } = (await import(new URL('../../scripts/page-figures/weight.mjs', import.meta.url).href)) as {
  weightOf: (browser: Browser, address: string) => Promise<Weight>;
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** As `flotilla figures` says. */
const mostBytes = 240_000;

test('a running fleet is seen on the home page after 240 kB of JavaScript at most, engine and all', async () => {
  const { scriptBytes, assets } = await weightOf(browser, `${pageUrl}#/`);
  expect(scriptBytes).toBeLessThanOrEqual(mostBytes);
  // That is without a compiler, stores, brokers or libraries, and it is a fleet of real code for all that.
  const names = assets.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['world.txt', 'instance.txt', 'ready-ferry.txt']));
  expect(names.filter((name) => /^(?:part|shelf|sqlite)/.test(name))).toEqual([]);
});

test('the shop of the playground is there without a compiler', async () => {
  const { assets } = await weightOf(browser, `${pageUrl}#/play`);
  const names = assets.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['part-sql.txt', 'part-log.txt', 'ready-services.txt']));
  expect(names).not.toContain('part-workshop.txt');
  expect(names).not.toContain('shop-files.js');
});
