import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { patience } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
const guide = (page: Page) => page.getByRole('region', { name: 'Your first minute' });
const slow = { ...patience, timeout: 60_000 };

async function untilTold(page: Page, words: RegExp): Promise<void> {
  await expect.poll(() => guide(page).innerText(), slow).toMatch(words);
}

test('a new user sends an order, watches it hop, kills payments, reads why, and restores it', async () => {
  const page = await visit({ reducedMotion: 'no-preference' });
  await page.getByRole('link', { name: 'Break it in a minute' }).click();
  const press = (name: string) => guide(page).getByRole('button', { name }).click();
  await press('Send one order');
  await untilTold(page, /Each dot is a real message/);
  await press('Next hop');
  await press('Go on');
  await untilTold(page, /The order was taken/);
  await press('Kill payments');
  await press('Send it again');
  await untilTold(page, /The order failed: .*payments was killed/);
  await press('Restore payments');
  await untilTold(page, /All is up again/);
  await press('Let the traffic flow');
  await expect.poll(() => page.getByRole('button', { name: 'Stop all traffic' }).count(), patience).toBe(1);
});

test('the same is done by keyboard alone', async () => {
  const page = await visit({ reducedMotion: 'no-preference' });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = async (name: string): Promise<void> => {
    for (let step = 0; step < 80 && (await focused()) !== name; step++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
  };
  const press = async (name: string): Promise<void> => {
    await guide(page).getByRole('button', { name }).waitFor();
    await tabTo(name);
    await page.keyboard.press('Enter');
  };
  await tabTo('Break it in a minute');
  await page.keyboard.press('Enter');
  await press('Send one order');
  await untilTold(page, /The order was taken/);
  await press('Kill payments');
  await press('Send it again');
  await untilTold(page, /payments was killed/);
  await press('Restore payments');
  await untilTold(page, /All is up again/);
  expect(await focused()).toBe('Let the traffic flow');
});
