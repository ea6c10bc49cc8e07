import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How long a real machine under load may take; whatever comes sooner is not waited for. */
export const patience = { timeout: 30_000, interval: 100 };

/** Counts of a route's requests, as the page's table has them. */
export interface RouteCounts {
  readonly ok: number;
  readonly failed: number;
}

export async function routeCounts(page: Page, route: string): Promise<RouteCounts> {
  const row = page
    .getByRole('table', { name: /^Requests/ })
    .getByRole('row')
    .filter({ hasText: route })
    .first();
  if ((await row.count()) === 0) return { ok: 0, failed: 0 };
  const [ok = '', failed = ''] = await row.getByRole('cell').allInnerTexts();
  return { ok: numberIn(ok), failed: numberIn(failed) };
}

export async function handled(page: Page, service: string): Promise<number> {
  return numberIn(
    await processBox(page, service)
      .getByText(/handled$/)
      .innerText(),
  );
}

export function processBox(page: Page, process: string): Locator {
  return page.getByRole('article', { name: process, exact: true });
}

export function causes(page: Page): Locator {
  return page.getByRole('region', { name: 'Why requests failed' });
}

/** Clients of the fleet have got answers by the ways that most of it takes part in. */
export async function untilTrafficFlows(page: Page): Promise<void> {
  for (const route of ['POST /orders', 'GET /users/:id']) {
    await expect.poll(async () => (await routeCounts(page, route)).ok, patience).toBeGreaterThan(0);
  }
}

function numberIn(text: string): number {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? 0 : Number(digits);
}
