import { setTimeout as wait } from 'node:timers/promises';
import { visit } from './visit.mjs';

const settleMs = 4_000;

/** From the press on its tab to a text that can be read, for somebody who never opened it; time stands, as it does for who edits. */
export async function editorOpening(browser, url) {
  const { page, close } = await visit(browser, `${url}#/play`);
  await wait(settleMs);
  await page.keyboard.press('Space');
  await wait(settleMs);
  const startMs = performance.now();
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  const openMs = performance.now() - startMs;
  await close();
  return { openMs };
}
