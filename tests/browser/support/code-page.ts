import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './fleet-page.ts';

export const evidence = (page: Page): Locator => page.getByRole('region', { name: 'Evidence' });
export const problems = (page: Page): Locator => evidence(page).getByRole('list', { name: 'Problems' });
export const button = (page: Page, name: string | RegExp): Locator => evidence(page).getByRole('button', { name });

const lines = (page: Page): Locator => evidence(page).locator('.monaco-editor .view-line');

/** A fleet that stands still: there is nothing to wait for in a text. */
export async function untilThere(page: Page, { isPaused = false } = {}): Promise<void> {
  await page.getByRole('timer').waitFor(patience);
  if (!isPaused) return;
  // A fleet that is not there yet cannot be stopped.
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor(patience);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor(patience);
}

/** The code tab, with this file in it. */
export async function openFile(page: Page, path: string): Promise<void> {
  await page.getByRole('tab', { name: 'Code' }).click();
  await lines(page).first().waitFor(patience);
  await evidence(page).locator(`nav button[title="${path}"]`).click();
  await evidence(page).locator(`nav button[title="${path}"][aria-current]`).waitFor(patience);
  await evidence(page).getByRole('heading', { name: path }).waitFor(patience);
}

/** What the browser keeps of a person's work on a fleet. */
export function kept(
  page: Page,
  fleet = 'services',
): Promise<{ drafts: Record<string, string>; deployed: Record<string, string>; trial: string }> {
  return page.evaluate((name) => {
    const stored = localStorage.getItem(`flotilla.work.${name}`);
    return stored === null ? { drafts: {}, deployed: {}, trial: 'none' } : JSON.parse(stored);
  }, fleet);
}

/** The whole file anew, as if it were pasted. */
export async function write(page: Page, path: string, text: string, fleet?: string): Promise<void> {
  await openFile(page, path);
  await evidence(page).locator('.monaco-editor textarea').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await evidence(page)
    .locator('.monaco-editor textarea')
    .first()
    .evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await expect.poll(async () => (await kept(page, fleet)).drafts[path], patience).toBe(text);
}

/** As the person sees it: the part of the file that is in sight. */
export async function inSight(page: Page): Promise<string> {
  const texts = await lines(page).allInnerTexts();
  return texts.join('\n').replaceAll('\u00a0', ' ');
}
