import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  command,
  newest,
  options,
  patience,
  playground,
  said,
  standingUs,
  untilTrafficFlows,
  virtualMs,
  why,
} from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

async function openShop(options: Parameters<typeof visit>[0] = {}): Promise<Page> {
  const page = await visit({ url: playground(), ...options });
  await untilTrafficFlows(page);
  return page;
}

test('on the first visit orders are taken, ever more of them', async () => {
  const page = await openShop();
  const before = await newest(page, 'POST /orders', 'ok');
  await expect.poll(() => newest(page, 'POST /orders', 'ok'), patience).toBeGreaterThan(before);
});

test('payments killed: checkouts fail, the page says that payments is why; restored, they succeed again', async () => {
  const page = await openShop();
  await command(page, 'kill payments');
  await expect.poll(() => said(page), patience).toContain('payments killed');
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  await expect.poll(() => said(page), patience).toMatch(/\d+ requests? failed/);
  expect(await why(page).innerText()).toMatch(/payments was killed/);

  await page.keyboard.press('5');
  await page.keyboard.press('ControlOrMeta+z');
  // Its consumer group waits for the dead member's session to end, half a minute of virtual time.
  await expect.poll(() => said(page), { ...patience, timeout: 90_000 }).toContain('payments ready');
  const restoredMs = await virtualMs(page);
  await expect.poll(() => newest(page, 'POST /orders', 'ok'), patience).toBeGreaterThan(restoredMs);
});

test('a fleet that stands still shows at once what is done to it, and nothing else moves', async () => {
  const page = await openShop();
  await page.keyboard.press('Space');
  await expect.poll(() => said(page), patience).toContain('Time stands still');
  const timeUs = await standingUs(page);
  await command(page, 'hang catalog');
  await expect.poll(() => said(page), patience).toContain('catalog hanging');
  await command(page, 'undo catalog');
  await expect.poll(() => said(page), patience).toContain('catalog ready');
  // Each act takes a microsecond, so that what comes of it shows.
  expect((await standingUs(page)) - timeUs).toBe(2);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => virtualMs(page), patience).toBeGreaterThan(timeUs / 1000 + 100);
});

test('time goes by hops and by events, and runs until something is to be seen', async () => {
  const page = await openShop();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => said(page), patience).toContain('Time stands still');
  for (const key of ['.', ',']) {
    const before = await standingUs(page);
    await page.keyboard.press(key);
    await expect.poll(() => standingUs(page), patience).toBeGreaterThan(before);
    const after = await standingUs(page);
    await page.waitForTimeout(300);
    expect(await standingUs(page)).toBe(after);
  }
  await command(page, 'kill payments');
  await page.getByRole('button', { name: 'Run until' }).click();
  await page.getByRole('menuitem', { name: 'a request fails' }).click();
  await expect.poll(() => page.getByText(/^Stopped: /).innerText(), patience).toContain('failed');
  expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
});

test('the same shop runs as one process when it is asked for as a monolith, and its address says so', async () => {
  const page = await openShop();
  await page.getByRole('button', { name: 'Monolith' }).click();
  await expect.poll(() => page.url(), patience).toContain('fleet=monolith');
  // Until then what flows is the traffic of the fleet that was there before.
  await page.getByRole('button', { name: /^shop, process/ }).waitFor(patience);
  await untilTrafficFlows(page);
  await command(page, 'kill shop');
  await expect.poll(() => why(page).innerText(), patience).toContain('shop was killed');
  await page.goBack();
  await page.getByRole('button', { name: /^payments, process/ }).waitFor(patience);
  await untilTrafficFlows(page);
  expect(await page.getByRole('button', { name: 'Microservices' }).getAttribute('aria-pressed')).toBe('true');
});

test('a link to what is not there says so and leads on', async () => {
  const page = await visit({ url: playground().replace('#/play', '#/lesson/unwritten') });
  expect(await page.getByRole('main').innerText()).toContain('No lesson is called unwritten');
  await page.getByRole('link', { name: 'the playground' }).click();
  await untilTrafficFlows(page);
});

test('panes keep the size that they were given by keyboard, and stay away once they are put away', async () => {
  const page = await openShop();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const width = async () => Math.round((await inspector.boundingBox())!.width);
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the inspector' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await width()).toBe(before + 32);
  await page.keyboard.press('ControlOrMeta+j');
  await page.reload();
  await expect.poll(() => inspector.count(), patience).toBe(1);
  expect(await width()).toBe(before + 32);
  expect(await page.getByRole('region', { name: 'Evidence' }).count()).toBe(0);
});

test('on a phone nothing is wider than the screen, not even when things fail', async () => {
  const page = await visit({
    url: playground(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const tooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.getByRole('tab', { name: 'Evidence' }).tap();
  await untilTrafficFlows(page);
  expect(await tooWide()).toBe(0);
  await page.getByRole('button', { name: 'Find a command' }).tap();
  await page.getByRole('combobox', { name: 'Command, node or fault' }).fill('kill payments');
  await options(page).first().tap();
  await expect.poll(() => newest(page, 'POST /orders', 'failed'), patience).toBeGreaterThan(0);
  expect(await tooWide()).toBe(0);
  for (const tab of ['Canvas', 'Inspect']) {
    await page.getByRole('tab', { name: tab }).tap();
    expect(await tooWide()).toBe(0);
  }
});

test('a chosen theme is there again on the next visit', async () => {
  const page = await openShop({ colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await background();
  await command(page, 'night chart');
  await expect.poll(background, patience).not.toBe(day);
  const night = await background();
  await page.reload();
  expect(await background()).toBe(night);
});

test('an engine that hangs is noticed and built again from the seed, and the page says so', async () => {
  const page = await openShop();
  const engine = page.workers().find((worker) => worker.url().startsWith('blob:null'))!;
  void engine.evaluate('for (;;);').catch(() => {});
  await expect
    .poll(() => page.getByRole('alert').allInnerTexts(), patience)
    .toMatchObject([expect.stringContaining('started again from the beginning')]);
  await untilTrafficFlows(page);
});
