import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { command, patience, playground, untilTrafficFlows } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
const resetMs = 8_000;

/** What orders' code becomes when it guards its calls to payments by a breaker of opossum. */
const guarded: readonly (readonly [string, string])[] = [
  ["await postJson('http://payments/charges'", "await guardedPost.fire('http://payments/charges'"],
  [
    "import type { Product } from './domain/catalog/rules.ts';\nimport { advance",
    "import CircuitBreaker from 'opossum';\nimport type { Product } from './domain/catalog/rules.ts';\nimport { advance",
  ],
  [
    "const publish = await openProducer('orders');",
    `const publish = await openProducer('orders');\nconst guardedPost = new CircuitBreaker((url: string, body: unknown) => postJson(url, body), { name: 'charging', resetTimeout: ${resetMs}, volumeThreshold: 4 });`,
  ],
];

/** As if this person had deployed it on an earlier visit, and it had run. */
function guardedWork(): string {
  const orders = readFileSync(new URL('../../lessons/shop/services/orders.ts', import.meta.url), 'utf8');
  const text = guarded.reduce((code, [before, after]) => {
    if (!code.includes(before)) throw new Error(`the shop's code has changed: ${before} is not in it`);
    return code.replace(before, after);
  }, orders);
  return JSON.stringify({ version: 1, drafts: {}, deployed: { 'services/orders.ts': text }, trial: 'ran' });
}

const detail = (page: Page): Locator => page.getByRole('region', { name: 'orders#1 → payments' }).last();
const history = (page: Page): Locator => detail(page).getByRole('row');
const onChart = (page: Page): Locator => page.getByRole('button', { name: /^orders to payments/ });

test('a breaker in code opens, counts down, tries and closes, on the chart and in its drawing, in step with the facts', async () => {
  const page = await visit({ url: 'about:blank' });
  // The engine's frame has no storage.
  await page.addInitScript((work) => {
    if (window === window.top) localStorage.setItem('flotilla.work.services', work);
  }, guardedWork());
  await page.goto(playground());
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  const tab = page.getByRole('tab', { name: /^Breakers and sagas/ });
  await expect.poll(() => tab.innerText(), patience).toContain('1 not closed');
  await page.getByRole('button', { name: 'Pause' }).click();

  await tab.click();
  await page.getByRole('img', { name: 'charging is open' }).waitFor();
  expect(await detail(page).innerText()).toContain('orders → payments');
  expect(await history(page).nth(1).innerText()).toMatch(/open\s+failures/);
  const left = page.getByRole('timer', { name: 'Until it tries again' });
  const [, before] = /([\d.]+)\s*s$/.exec(await left.innerText()) ?? [];
  expect(Number(before)).toBeGreaterThan(2);
  expect(await onChart(page).getAttribute('aria-label')).toContain('switch open');

  expect(await violations(page)).toEqual([]);

  // Time stands, and so does the countdown; it goes on with time.
  await page.waitForTimeout(300);
  expect(await left.innerText()).toContain(`${before}`);
  await command(page, 'run until 1 second on');
  await expect
    .poll(async () => Number(/([\d.]+)\s*s$/.exec(await left.innerText())?.[1]), patience)
    .toBeCloseTo(Number(before) - 1, 0);
  await command(page, 'undo');
  await command(page, 'run until a breaker changes');
  await page.getByRole('img', { name: 'charging is half-open' }).waitFor({ timeout: patience.timeout });
  expect(await left.count()).toBe(0);
  expect(await onChart(page).getAttribute('aria-label')).toContain('switch half-open');
  // The drawing and the history are answers to two questions: either may come first.
  await expect.poll(() => openFor(page), patience).toBe(resetMs);

  await command(page, 'run until a breaker changes');
  await page.getByRole('img', { name: 'charging is closed' }).waitFor({ timeout: patience.timeout });
  expect(await onChart(page).getAttribute('aria-label')).toContain('switch closed');
  await expect.poll(() => history(page).nth(1).innerText(), patience).toContain('a probe that succeeded');
  await detail(page).getByRole('button', { name: 'orders → payments' }).click();
  await page.getByRole('region', { name: 'Inspector' }).getByText('charging').waitFor();
});

/** From the newest line of the history to the one before it; null while the newest does not tell of the probe. */
async function openFor(page: Page): Promise<number | null> {
  const [, newest = '', before = ''] = await history(page).allInnerTexts();
  return newest.includes('half-open') ? msOf(newest) - msOf(before) : null;
}

function msOf(text: string): number {
  const [, minutes = '0', seconds = '0'] = /(\d\d):(\d\d\.\d{3})/.exec(text) ?? [];
  return Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
}
