import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { built, flotilla, run } from '../cli/command-line.ts';
import { pageUrl } from './support/addresses.ts';
import { violations } from './support/axe.ts';
import { patience, standingUs } from './support/fleet-page.ts';
import { visitor } from './support/visitor.ts';

const visit = visitor();

interface Report {
  readonly requests: readonly {
    readonly flow: string;
    readonly route: string;
    readonly count: number;
    readonly ok: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  }[];
}

/** The same run of one of the two, as the command line has it. */
async function reported(shape: string, script: string, untilUs: number): Promise<Report> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'flotilla-')), 'script.yaml');
  writeFileSync(file, script);
  const fleet = `lessons/shop/${shape}.fleet.yaml`;
  const args = ['run', fleet, '--seed', '7', '--for', `${untilUs}us`, '--script', file, '--json'];
  const { code, out, err } = await run([flotilla, ...args]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Report;
}

const blackFriday = (leaking: string, atUs: number): string => `
- { at: ${atUs}us, leak: ${leaking}, perSecond: 32MB }
- { at: ${atUs + 1}us, traffic: checkout, times: 3 }
`;

async function rowsOf(page: Page): Promise<Map<string, readonly string[]>> {
  const rows = await page.getByRole('table', { name: 'How the two differ, in numbers' }).getByRole('row').all();
  const texts = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return new Map(texts.map(([label = '', ...cells]) => [label, cells]));
}

test('on Black Friday the monolith loses every route and the services one, with the figures that the command line has', async () => {
  await built();
  const page = await visit({ url: `${pageUrl}#/compare` });
  const scenario = page.getByRole('button', { name: 'Black Friday' });
  await scenario.waitFor(patience);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Play' }).count(), patience).toBe(1);
  const atUs = await standingUs(page);
  await scenario.click();
  await page.getByRole('button', { name: 'Run until' }).click();
  await page.getByRole('menuitem', { name: '10 seconds on' }).click();
  await page.getByRole('button', { name: 'max', exact: true }).click();
  await page.locator('main p', { hasText: 'Stopped: it is' }).waitFor({ timeout: 120_000 });
  const untilUs = await standingUs(page);
  const [monolith, services] = await Promise.all([
    reported('monolith', blackFriday('shop', atUs), untilUs),
    reported('services', blackFriday('payments', atUs), untilUs),
  ]);

  await expect.poll(() => page.getByText(/Monolith lost \S+ requests on all 6 routes/).count(), patience).toBe(1);
  await page.getByText(/Microservices lost \S+ requests on checkout POST \/orders alone/).waitFor(patience);
  const answered = (report: Report, flow: string): string => {
    const { ok, count } = report.requests.find((each) => each.flow === flow)!;
    return `${((ok / count) * 100).toFixed(1)} %`;
  };
  for (const { flow, route } of monolith.requests) {
    const expected = [answered(monolith, flow), answered(services, flow)];
    await expect
      .poll(async () => (await rowsOf(page)).get(`${flow} ${route} answered`)?.slice(0, 2), patience)
      .toEqual(expected);
  }
  const rows = await rowsOf(page);
  for (const quantile of ['p50', 'p95', 'p99'] as const) {
    const expected = [monolith, services].map((report) => {
      const home = report.requests.find(({ flow }) => flow === 'home')!;
      return `${home[quantile].toFixed(1)} ms`;
    });
    expect(rows.get(`home GET / ${quantile}`)?.slice(0, 2)).toEqual(expected);
  }

  await page.getByRole('tab', { name: 'Boundaries' }).click();
  const failed = page
    .getByRole('region', { name: 'Boundaries: Microservices' })
    .getByRole('button', { name: 'failed' });
  await failed.focus();
  await page.keyboard.press('Enter');
  const sorted = page.getByRole('columnheader', { name: 'failed' }).last();
  expect(await sorted.getAttribute('aria-sort')).toBe('descending');
  expect(await violations(page)).toEqual([]);
}, 240_000);
