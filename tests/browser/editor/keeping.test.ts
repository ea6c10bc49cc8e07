import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, evidence, kept, openFile, untilThere } from '../support/code-page.ts';
import { patience, playground } from '../support/fleet-page.ts';
import { openBrowser, openPage } from '../support/opened-page.ts';

const gateway = 'services/gateway.ts';
const key = 'flotilla.work.services';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Types a line at the end of the file. */
async function type(page: Page, line: string): Promise<void> {
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(line);
}

const alert = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words });

test('saved changes that are damaged are kept apart and can be downloaded, and the fleet runs without them', async () => {
  const { page, errors, close } = await openPage(browser, { url: playground() });
  await untilThere(page);
  await page.evaluate((name) => localStorage.setItem(name, '{"version":1,"drafts":{"services/ga'), key);
  await page.reload();
  await untilThere(page);
  const notice = alert(page, 'could not be read');
  await notice.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: 'Download them' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('services.set-aside.json');
  await openFile(page, gateway);
  await type(page, '\n// hello');
  expect(await page.evaluate(() => localStorage.getItem('flotilla.aside.services'))).toContain('services/ga');
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => notice.count(), patience).toBe(0);
  expect(errors).toEqual([]);
  await close();
});

test('where nothing can be stored the page says so, goes on, and saves when there is room again', async () => {
  const { page, errors, close } = await openPage(browser, { url: playground() });
  await untilThere(page);
  await openFile(page, gateway);
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Storage.prototype.setItem = full;
    Object.assign(globalThis, { makeRoom: () => (Storage.prototype.setItem = setItem) });
  });
  await type(page, '\n// not kept');
  const notice = alert(page, 'not saved');
  await notice.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: 'Take them along' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('services.work.json');
  await page.evaluate(() => (globalThis as unknown as { makeRoom(): void }).makeRoom());
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => notice.count(), patience).toBe(0);
  expect((await kept(page)).drafts[gateway]).toContain('// not kept');
  expect(errors).toEqual([]);
  await close();
});

test('two tabs on one fleet: each is told of what the other wrote, and nothing goes without a choice', async () => {
  const { page: one, errors, close } = await openPage(browser, { url: playground() });
  await untilThere(one, { isPaused: true });
  const other = await one.context().newPage();
  await other.goto(playground());
  await untilThere(other, { isPaused: true });
  await openFile(other, gateway);
  await type(other, '\n// by the other');
  await one.bringToFront();
  await openFile(one, gateway);
  const notice = alert(one, 'changed in another tab');
  await notice.waitFor();
  await type(one, '\n// by the first');
  await alert(other, 'changed in another tab').waitFor();
  await notice.getByRole('button', { name: 'Take the other' }).click();
  await expect.poll(async () => (await kept(one)).drafts[gateway], patience).toContain('// by the other');
  await expect.poll(() => notice.count(), patience).toBe(0);
  await other.bringToFront();
  // Both have the same now: there is nothing left to choose.
  await expect.poll(() => alert(other, 'changed in another tab').count(), patience).toBe(0);
  expect((await kept(other)).drafts[gateway]).toContain('// by the other');
  expect(errors).toEqual([]);
  await close();
});

test('when the site was updated and the editor’s old files are gone, the page says so and offers to reload', async () => {
  const { page, close } = await openPage(browser, { url: playground(), serviceWorkers: 'block' });
  await untilThere(page);
  await page.context().route(/assets\/editor-pane-.*\.js/, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect
    .poll(() => evidence(page).getByRole('alert').innerText(), patience)
    .toMatch(/reload the page\. .*is saved/s);
  await page.context().unrouteAll();
  await button(page, 'Reload the page').click();
  await openFile(page, gateway);
  await close();
});
