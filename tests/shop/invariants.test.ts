import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from '../../simulator/faults/catalogue.ts';
import { parseActions } from '../../simulator/fleet/actions/parse-actions.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const everything = `
- { at: 1s, kill: payments, for: 800ms }
- { at: 1200ms, latency: orders -> inventory, add: 30ms, for: 1s }
- { at: 2s, slow: orders-db, by: 20ms, for: 500ms }
- { at: 2200ms, loss: gateway -> catalog, rate: 20%, for: 500ms }
- { at: 2500ms, hang: users, for: 400ms }
- { at: 3s, duplicate: order.placed, rate: 30% }
- { at: 4s, partition: orders -> payments, mode: refused, for: 500ms }
- { at: 5s, kill: kafka, for: 1s }
- { at: 6s, kill: orders-db, for: 1s }
- { at: 7s, pause: inventory-db, for: 1s }
- { at: 8s, fail: catalog, rate: 20%, for: 1s }
- { at: 9s, leak: gateway, perSecond: 300MB, for: 2s }
- { at: 10s, skew: users, by: 5m, for: 1s }
- { at: 10s, burn: orders, cores: 0.8, for: 1s }
- { at: 11s, traffic: checkout, times: 3, for: 1s }
- { at: 11s, readonly: payments-db, for: 500ms }
- { at: 12s, reorder: order.placed, rate: 30%, for: 1s }
- { at: 13s, poison: order.placed, count: 2 }
- { at: 14s, quiet: checkout, for: 500ms }
- { at: 14200ms, send: checkout }
- { at: 14500ms, crashpoint: catalog, file: services/domain/catalog/routes.ts, line: 15, pass: 2 }
`;
const aDeath = `
- { at: 2s, kill: shop, for: 1s }
- { at: 5s, slow: shop, by: 50ms, for: 1s }
`;

async function shopUnder(shape: string, script: string, seed: string): Promise<FleetUnderTest> {
  const readFile = (path: string): string | null =>
    existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  const loaded = loadFleet({ path: `lessons/shop/${shape}.fleet.yaml`, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const { fleet } = loaded;
  const parsed = parseActions(script, 'faults.yaml', { fleet });
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join('\n'));
  return new FleetUnderTest(await createNodeRun({ ...fleet, script: parsed.actions }, { seed, host: 'inline' }));
}

test.each([
  ['monolith', '1', aDeath],
  ['services', '1', everything],
  ['services', '2', everything],
])('whatever breaks in the shop as %s, no invariant does (seed %s)', async (shape, seed, script) => {
  const fleet = await shopUnder(shape, script, seed);
  await fleet.run('16s');
  expect(fleet.factsOf('action').filter(({ what }) => what === 'refused')).toEqual([]);
  expect(fleet.end()).toBeNull();
});

test('there is no fault that the shop is spared', () => {
  expect(faults.filter(({ verb }) => !everything.includes(`${verb}: `)).map(({ verb }) => verb)).toEqual([]);
});
