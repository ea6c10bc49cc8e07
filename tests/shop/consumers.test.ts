import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseActions } from '../../simulator/fleet/actions/parse-actions.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const readFile = (path: string): string | null =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;

test('a service of the shop that is replaced leaves its group, so that nobody waits for its silence', async () => {
  const loaded = loadFleet({ path: 'lessons/shop/services.fleet.yaml', readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'));
  const { fleet } = loaded;
  // A switched mode is a new replica of orders, which is to hear of payments from then on.
  const parsed = parseActions('- { at: 1s, set: orders -> payments, mode: async }', 'script.yaml', { fleet });
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  const traffic = fleet.traffic.filter(({ name }) => name === 'checkout');
  const run = await createNodeRun({ ...fleet, traffic, script: parsed.actions }, { seed: '1', host: 'inline' });
  const shop = new FleetUnderTest(run);
  await shop.run('10s');

  const ofOrders = shop.factsOf('log-broker').filter(({ group }) => group === 'orders');
  expect(ofOrders.map(({ what }) => what)).toContain('leave');
  expect(ofOrders.map(({ what }) => what)).not.toContain('evict');
  expect(ofOrders.filter(({ what, topic }) => what === 'deliver' && topic === 'payment.completed')).not.toEqual([]);
  expect(shop.end()).toBeNull();
});
