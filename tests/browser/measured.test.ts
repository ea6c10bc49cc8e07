import { expect, test } from 'vitest';
import { Chromium } from '../../simulator/cli/bench/chromium.ts';
import { shopAt } from '../../simulator/cli/bench/shop-fleet.ts';
import { groupIn, inline, workersIn } from '../../simulator/cli/bench/shop-runs.ts';

test('what is measured in Chromium is the run that is measured in Node', async () => {
  const chromium = await Chromium.open();
  if (typeof chromium === 'string') throw new Error(chromium);
  const spec = { shop: shopAt(100), seed: 'bench', stopsUs: [1_000_000, 2_000_000] };
  const inNode = await inline.run(spec);
  expect(inNode.requests).toBeGreaterThan(150);
  for (const host of [groupIn(chromium), workersIn(chromium)]) {
    const run = await host.run(spec);
    expect(run).toEqual({ ...inNode, legsMs: run.legsMs });
  }
  chromium.close();
});
