import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { SessionChild } from '../../simulator/cli/bench/shop/session-child.ts';
import { shopAt } from '../../simulator/cli/bench/shop/shop-fleet.ts';
import { hostIn, inline } from '../../simulator/cli/bench/shop/shop-hosts.ts';
import { runWhole } from '../../simulator/cli/bench/shop/shop-session.ts';
import { bench, built, figures, repository } from './command-line.ts';

beforeAll(built, 120_000);

test('a figure that is not measured is refused, with those that are', async () => {
  const { code, err } = await figures('--only', 'colour');
  expect(code).toBe(2);
  expect(err).toContain(
    '--only colour: expected one of home, playground, editor, busy, pair, flatOut, panning, forking, lookingBack',
  );
});

test('a part that is not measured is refused, with those that are; what is measured comes with its unit', async () => {
  const { code, err } = await bench('--only', 'colour');
  expect(code).toBe(2);
  expect(err).toContain('--only colour: expected one of kernel, sizes, shop, memory');
  const { out } = await bench('--only', 'memory', '--quick', '--json');
  expect(JSON.parse(out)).toMatchObject({ figures: [{ unit: 'times', value: expect.any(Number) }], missing: null });
}, 60_000);

test('what is measured in a process of its own is the run that this one has', async () => {
  const child = await SessionChild.start(path.join(repository, 'dist-node/session-process.js'));
  if (typeof child === 'string') throw new Error(child);
  const shop = shopAt(100);
  const here = await runWhole(inline, shop, 'bench', 2_000_000);
  expect(here.requests).toBeGreaterThan(150);
  for (const kind of ['inline', 'workers'] as const) {
    const there = await runWhole(hostIn(kind, kind)(child), shop, 'bench', 2_000_000);
    expect(there).toEqual({ ...here, tookMs: there.tookMs });
  }
  child.close();
}, 60_000);
