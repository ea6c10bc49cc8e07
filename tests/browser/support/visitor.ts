import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, openPage } from './opened-page.ts';
import type { OpenedPage } from './opened-page.ts';

type Options = NonNullable<Parameters<typeof openPage>[1]>;

/** One visit a test, closed behind it; a console that did not stay clean fails the test. */
export function visitor(): (options?: Options) => Promise<Page> {
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
  return async (options) => {
    opened = await openPage(browser, options);
    return opened.page;
  };
}
