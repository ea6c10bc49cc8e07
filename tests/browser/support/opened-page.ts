import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath, pageUrl } from './addresses.ts';

export interface OpenedPage {
  readonly page: Page;
  /** What the console called an error, and what nobody caught. */
  readonly errors: readonly string[];
  /** Addresses of other origins that were asked for. */
  readonly strangers: readonly string[];
  readonly close: () => Promise<void>;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    // The browser's own errands would look like requests of the page.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A page of a person who was never here: nothing stored, nothing cached. Where no graphics card helps, dots on their way
 * take more of the processor than the fleet does, and to keep the whole site for later takes as much as to show it: a test that
 * is about motion or about being offline asks for it.
 */
export async function openPage(
  browser: Browser,
  { url = pageUrl, ...options }: BrowserContextOptions & { readonly url?: string } = {},
): Promise<OpenedPage> {
  const usual = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', serviceWorkers: 'block' } as const;
  const context = await browser.newContext({ ...usual, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    // Of a file that could not be had the text says everything but which one.
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== new URL(url).origin) strangers.push(request.url());
  });
  await page.goto(url);
  return { page, errors, strangers, close: () => context.close() };
}
