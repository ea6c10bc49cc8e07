import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, evidence, inSight, kept, openFile, problems, untilThere, write } from '../support/code-page.ts';
import { patience, playground, untilTrafficFlows } from '../support/fleet-page.ts';
import { visitor } from '../support/visitor.ts';

const visit = visitor();
const gateway = 'services/gateway.ts';
const original = readFileSync(path.resolve(import.meta.dirname, '../../../lessons/shop', gateway), 'utf8');
const home = "app.get('/', async (c) => c.json(homePage(await getJson<Product[]>('http://catalog/featured'))));";
/** The line of it, counted from 1. */
const homeLine = original.split('\n').indexOf(home) + 1;
const longer = { timeout: 60_000, interval: 200 };

async function open(): Promise<Page> {
  const page = await visit({ url: playground() });
  await untilThere(page);
  return page;
}

async function deployed(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => (await kept(page)).deployed[gateway], patience).toBe(text);
}

test('an edited line is deployed while the old version serves, and the next answers differ; then it is taken back', async () => {
  const page = await open();
  const changed = original.replace(home, home.replace("featured')))", "featured')), 203)"));
  expect(changed).not.toBe(original);
  await write(page, gateway, changed);
  await deployed(page, changed);
  await expect.poll(() => evidence(page).innerText(), patience).toContain('Everything is deployed as it stands here.');
  await page.getByRole('tab', { name: /^Requests/ }).click();
  const rows = page.getByRole('table', { name: 'Requests of clients, newest first' }).getByRole('row');
  await expect.poll(() => rows.filter({ hasText: '203' }).count(), longer).toBeGreaterThan(0);
  await openFile(page, gateway);
  await expect.poll(async () => (await kept(page)).trial, longer).toBe('ran');
  await button(page, 'Reset file').click();
  await button(page, /^Deploy changes/).click();
  await expect.poll(async () => (await kept(page)).deployed, patience).toEqual({});
});

test('code that cannot run is refused, and nothing changes', async () => {
  const page = await open();
  await write(page, gateway, `${original}\nenum Colour { Red }\nvoid Colour;\n`);
  await button(page, /^Deploy changes/).click();
  await expect.poll(() => evidence(page).getByRole('status').innerText(), patience).toContain('Nothing was deployed');
  expect(await problems(page).innerText()).toContain(`${gateway}:${original.split('\n').length + 1}:1`);
  expect((await kept(page)).deployed).toEqual({});
});

test('a line that throws is marked with what it threw, and leads to a request that met it', async () => {
  const page = await open();
  const changed = original.replace(home, "app.get('/', () => { throw new TypeError('no home today'); });");
  await write(page, gateway, changed);
  await deployed(page, changed);
  await expect.poll(() => problems(page).innerText(), longer).toContain(`${gateway}:${homeLine}`);
  expect(await problems(page).innerText()).toMatch(/TypeError: no home today – thrown here/);
  await problems(page)
    .getByRole('button', { name: new RegExp(`${gateway}:${homeLine}`) })
    .click();
  await expect.poll(() => inSight(page), patience).toContain('no home today');
  await problems(page).getByRole('button', { name: 'Show request' }).first().click();
  await expect.poll(() => evidence(page).getByRole('tabpanel').innerText(), patience).toContain('GET /');
});

test('an endless loop ends in words at its line, and a reload does not run it again by itself', async () => {
  const page = await open();
  const changed = original.replace(home, "app.get('/', () => { while (true) {} });");
  await write(page, gateway, changed);
  await deployed(page, changed);
  await expect.poll(() => problems(page).innerText(), longer).toContain('This code did not end');
  await expect.poll(async () => (await kept(page)).trial, longer).toBe('did not come back');
  await page.reload();
  await openFile(page, gateway);
  await expect.poll(() => evidence(page).innerText(), patience).toContain('the run began without it');
  const after = await kept(page);
  expect(after.deployed).toEqual({});
  expect(after.drafts[gateway]).toBe(changed);
  await page.getByRole('tab', { name: /^Requests/ }).click();
  await untilTrafficFlows(page);
});
