import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeLink } from '../../src/session/sharing/link-text.ts';
import { forgetfulFiles } from '../support/forgetful-fleet.ts';
import { violations } from './support/axe.ts';
import { pageUrl } from './support/addresses.ts';
import { command, patience, virtualMs } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();
const long = { ...patience, timeout: 120_000 };

async function forgetfulFleet(): Promise<Page> {
  const fleet = { title: 'Forgetful', template: null, entry: 'fleet.yaml', files: forgetfulFiles };
  const run = { fleet, seed: '1', actions: [], atUs: 100_000, digest: 'unknown' };
  const page = await visit({ url: `${pageUrl}#/run?${await writeLink(run)}` });
  await page.getByRole('button', { name: /^Run it up to/ }).click();
  await page.getByRole('timer').waitFor(patience);
  return page;
}

test('exploring finds the double charge beside the fleet that goes on, and the run that opens shows it', async () => {
  const page = await forgetfulFleet();
  await page.getByRole('tab', { name: 'Explore' }).click();
  const pane = page.getByRole('region', { name: 'Explore', exact: true });
  await expect
    .poll(() => pane.getByRole('row', { name: /An order is charged once/ }).innerText(), patience)
    .toContain('not asked yet');
  await pane.getByRole('button', { name: '20 runs' }).click();
  await pane.getByRole('button', { name: 'Explore', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const beforeMs = await virtualMs(page);
  await expect.poll(() => pane.getByRole('status').innerText(), long).toMatch(/[1-9]\d* of 20 runs/);
  await expect.poll(() => virtualMs(page), patience).toBeGreaterThan(beforeMs);

  await expect.poll(() => pane.getByRole('status').innerText(), long).toMatch(/^20 runs, .* 1 truth did not hold/);
  const found = pane.getByRole('article');
  expect(await found.innerText()).toMatch(/order \d+ was charged 2 times/);
  expect(await found.innerText()).toMatch(/It takes (?:this fault|these [23] faults)/);
  const [, order = ''] = /order (\d+) was charged/.exec(await found.innerText())!;
  const atS = Number(/seen at ([\d.]+) s/.exec(await found.innerText())![1]);
  expect(await violations(page)).toEqual([]);

  await found.getByRole('button', { name: 'Compare with it undisturbed' }).click();
  await page
    .getByText(/^Both stand at .*, the same to the bit\. .* done to “Broken: An order is charged once” alone/)
    .waitFor(long);
  // This fleet has no clients called "home", which are the usual ones.
  await expect.poll(() => page.getByRole('combobox', { name: 'Clients' }).inputValue(), patience).toBe('checkout');
  await command(page, 'branches');
  const list = page.getByRole('dialog', { name: 'Branches' });
  await list.getByText(/^Broken: An order is charged once left Seed 1-\d+, undisturbed at /).waitFor(patience);
  await list.getByRole('button', { name: 'Open Broken: An order is charged once' }).click();
  await expect.poll(() => page.getByRole('alert').innerText(), long).toContain('the same to the bit');
  expect(await virtualMs(page)).toBeLessThan(atS * 1000);
  await page.getByRole('button', { name: 'max', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => virtualMs(page), long).toBeGreaterThan(atS * 1000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect.poll(() => page.getByRole('cell', { name: order, exact: true }).count(), patience).toBe(2);
}, 300_000);
