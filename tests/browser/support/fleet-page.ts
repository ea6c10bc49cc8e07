import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { pageUrl } from './addresses.ts';

/** How long a real machine under load may take; whatever comes sooner is not waited for. */
export const patience = { timeout: 30_000, interval: 100 };

export const playground = (query = ''): string => `${pageUrl}#/play${query}`;

/** When clients last got an answer of that kind, in virtual milliseconds; 0 when none of the newest is one. */
export async function newest(page: Page, route: string, outcome: 'ok' | 'failed'): Promise<number> {
  const row = page
    .getByRole('table', { name: 'Requests of clients, newest first' })
    .getByRole('row')
    .filter({ hasText: route })
    .filter({ hasText: outcome === 'ok' ? '✓' : '✕' })
    .first();
  const time = row.getByRole('cell').first();
  return (await row.count()) === 0 ? 0 : msOf(await time.innerText({ timeout: patience.timeout }));
}

/** Clients of the fleet have got answers by the ways that most of it takes part in. */
export async function untilTrafficFlows(page: Page): Promise<void> {
  for (const route of ['POST /orders', 'GET /users/:id']) {
    await expect.poll(() => newest(page, route, 'ok'), patience).toBeGreaterThan(0);
  }
}

export async function virtualMs(page: Page): Promise<number> {
  return msOf(await page.getByRole('timer').innerText());
}

/** The same to the microsecond, which the clock tells once time stands. */
export async function standingUs(page: Page): Promise<number> {
  const text = (): Promise<string> => page.getByRole('timer').innerText();
  await expect.poll(text, patience).toMatch(/\.\d{3}\s*\d{3}$/);
  const digits = await text();
  return msOf(digits) * 1000 + Number(digits.slice(-3));
}

/** Time has come to stand there, or beyond. The page itself looks: to ask it again and again keeps it from getting there. */
export async function untilStandingAt(page: Page, ms: number): Promise<void> {
  const standsAt = (leastMs: number): boolean => {
    const text = document.querySelector('[role="timer"][aria-label="Virtual time"]')?.textContent ?? '';
    const [, hours = '0', minutes, seconds] = /(?:(\d+):)?(\d\d):(\d\d\.\d{6})$/.exec(text) ?? [];
    if (minutes === undefined) return false;
    return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 >= leastMs - 1;
  };
  await page.waitForFunction(standsAt, ms, { timeout: 2 * patience.timeout });
}

/** Does what the palette finds first. */
export async function command(page: Page, query: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Command, node or fault' });
  await field.fill(query);
  await options(page).first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => field.count(), patience).toBe(0);
}

/** What the palette lists. */
export function options(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
}

export function why(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Why it failed' });
}

/** What is said to those who listen. */
export function said(page: Page): Promise<string> {
  return page.locator('#root > output').innerText();
}

/** 00:41.380, with microseconds behind it or without. */
function msOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /(?:(\d+):)?(\d\d):(\d\d\.\d{3})/.exec(text) ?? [];
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
}
