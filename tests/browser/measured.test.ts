import { expect, test } from 'vitest';
import { shopAt } from '../../simulator/cli/bench/shop/shop-fleet.ts';
import { groupIn, inline, startChromium, workersIn } from '../../simulator/cli/bench/shop/shop-hosts.ts';
import { runWhole } from '../../simulator/cli/bench/shop/shop-session.ts';

test('what is measured in Chromium is the run that is measured in Node', async () => {
  const chromium = await startChromium();
  if (typeof chromium === 'string') throw new Error(chromium);
  const shop = shopAt(100);
  const inNode = await runWhole(inline, shop, 'bench', 2_000_000);
  expect(inNode.requests).toBeGreaterThan(150);
  for (const host of [groupIn(chromium), workersIn(chromium)]) {
    const run = await runWhole(host, shop, 'bench', 2_000_000);
    expect(run).toEqual({ ...inNode, tookMs: run.tookMs });
  }
  chromium.close();
});
