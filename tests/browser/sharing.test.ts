import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeLink } from '../../src/session/sharing/link-text.ts';
import type { SharedRun } from '../../src/session/sharing/shared-run.ts';
import { command, patience, playground, said, standingUs, untilTrafficFlows } from './support/fleet-page.ts';
import { pageUrl } from './support/addresses.ts';
import { openPage } from './support/opened-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

async function handledShop(): Promise<Page> {
  const page = await visit({ url: playground('?seed=11'), permissions: ['clipboard-read', 'clipboard-write'] });
  await untilTrafficFlows(page);
  await command(page, 'kill payments');
  await page.keyboard.press('Space');
  await expect.poll(() => said(page), patience).toContain('Time stands still');
  return page;
}

async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect.poll(() => page.getByText('The link is in the clipboard.').count(), patience).toBe(1);
  const shown = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return shown;
}

const notice = (page: Page) => page.getByRole('alert').innerText();

test('the link of a run opened by somebody else shows the same digest at the same moment, after a press', async () => {
  const page = await handledShop();
  const link = await copiedLink(page);
  const atUs = await standingUs(page);
  const browser = page.context().browser()!;
  const other = await openPage(browser, { url: link, permissions: ['clipboard-read', 'clipboard-write'] });
  expect(other.page.url()).toBe(link);
  const run = other.page.getByRole('button', { name: /^Run it up to/ });
  await run.waitFor();
  expect(await other.page.getByRole('main').innerText()).toContain('kill payments');
  // Nothing has been started yet, neither of the link nor anything else.
  expect(other.page.workers()).toHaveLength(0);
  await run.click();
  await expect.poll(() => notice(other.page), { ...patience, timeout: 90_000 }).toContain('the same to the bit');
  expect(await standingUs(other.page)).toBe(atUs);
  // And shared on from there it is the same link.
  expect(await copiedLink(other.page)).toBe(link);
  expect(other.errors).toEqual([]);
  await other.close();
});

test('a run is taken along as a file and opened from it', async () => {
  const page = await handledShop();
  await page.getByRole('button', { name: 'Share' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Record<string, unknown>;
  expect(file).toMatchObject({
    flotilla: 'run',
    version: 1,
    seed: '11',
    actions: [{ verb: 'kill', target: 'payments' }],
  });
});

test.each([
  ['cut off', (link: string) => link.slice(0, -9), 'not whole'],
  ['with something behind it', (link: string) => `${link}&utm_source=mail`, 'not whole'],
  ['of another version', (link: string) => link.replace('run?1.', 'run?2.'), 'another version'],
])('a link %s is refused in words, runs nothing, and leaves what there is', async (_how, spoilt, words) => {
  const page = await handledShop();
  const link = await copiedLink(page);
  const before = await standingUs(page);
  await page.evaluate((hash) => (location.hash = hash), new URL(spoilt(link)).hash);
  await expect.poll(() => page.getByRole('main').innerText(), patience).toContain(words);
  await page.goBack();
  await expect.poll(() => page.getByRole('timer').count(), patience).toBe(1);
  expect(await standingUs(page)).toBe(before);
});

/** A fleet of one service, as a stranger might send it. */
async function strangeLink(code: string, digest = 'unknown'): Promise<string> {
  const files = {
    'fleet.yaml': 'services: { odd: {} }\ntraffic: { load: { to: odd, request: GET /, rate: 10/s } }\n',
    'services/odd.ts': code,
  };
  const fleet = { title: 'Odd', template: null, entry: 'fleet.yaml', files };
  const run: SharedRun = { fleet, seed: '1', actions: [], atUs: 2_000_000, digest };
  return `${pageUrl}#/run?${await writeLink(run)}`;
}

test('code of a stranger is shown before it runs, finds nothing to take when it does, and touches no work of one’s own', async () => {
  const taken = `
    export default { fetch: async () => {
      const answer = await fetch('${pageUrl}stolen', { signal: AbortSignal.timeout(200) }).then(() => 'the network', () => 'no network')
      console.log('found', typeof localStorage, typeof document, typeof indexedDB, answer)
      return new Response('odd')
    } }`;
  const page = await visit({ url: `${pageUrl}#/fleets` });
  const mine = '{"version":1,"drafts":{"services/users.ts":"mine"},"deployed":{},"trial":"none"}';
  await page.evaluate((text) => localStorage.setItem('flotilla.work.services', text), mine);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(await strangeLink(taken));
  const main = page.getByRole('main');
  await expect.poll(() => main.innerText(), patience).toContain('somebody else’s code');
  await page.getByText('services/odd.ts').click();
  expect(await main.innerText()).toContain('typeof localStorage');
  expect(page.workers()).toHaveLength(0);

  await page.getByRole('button', { name: /^Run it/ }).click();
  await expect.poll(() => notice(page), { ...patience, timeout: 60_000 }).toContain('not the run that was shared');
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await expect
    .poll(() => page.getByRole('region', { name: 'Evidence' }).innerText(), patience)
    .toContain('found undefined undefined undefined no network');
  expect(asked.filter((url) => url.includes('stolen'))).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('flotilla.work.services'))).toBe(mine);

  // It is one thing to run it now, and another to run it whenever the page is opened.
  await page.reload();
  await page.getByRole('button', { name: /^Run it/ }).waitFor();
  expect(page.workers()).toHaveLength(0);
});

test('a link of more than 100 kB opens, and whoever shares it on is told of the file', async () => {
  const link = await strangeLink(
    `export default { fetch: () => new Response('odd') }\n// ${randomBytes(80_000).toString('base64')}`,
  );
  expect(link.length).toBeGreaterThan(100_000);
  const page = await visit({ url: link });
  expect(page.url()).toBe(link);
  await page.getByRole('button', { name: /^Run it/ }).click();
  await expect.poll(() => notice(page), { ...patience, timeout: 60_000 }).toContain('not the run that was shared');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect.poll(() => page.getByRole('dialog').innerText(), patience).toContain('a file holds the same');
  expect((await page.getByRole('textbox', { name: 'Link' }).inputValue()).length).toBeGreaterThan(100_000);
});
