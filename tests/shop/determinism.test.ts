import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseActions } from '../../simulator/fleet/actions/parse-actions.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';

const forUs = 4_000_000;
const seeds = Array.from({ length: 20 }, (_, index) => `seed ${index + 1}`);

const faults = `
- { at: 1s, kill: payments, for: 800ms }
- { at: 1200ms, latency: orders -> inventory, add: 30ms, for: 1s }
- { at: 2s, slow: orders-db, by: 20ms, for: 500ms }
- { at: 2200ms, loss: gateway -> catalog, rate: 20%, for: 500ms }
- { at: 2500ms, hang: users, for: 400ms }
- { at: 3s, duplicate: order.placed, rate: 30% }
`;

function shopWithFaults(): Fleet {
  const readFile = (path: string): string | null =>
    existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  const loaded = loadFleet({ path: 'lessons/shop/services.fleet.yaml', readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => error.message).join('\n'));
  const script = parseActions(faults, 'faults.yaml', { fleet: loaded.fleet });
  if (!script.ok) throw new Error(script.errors.map((error) => error.message).join('\n'));
  return { ...loaded.fleet, script: script.actions };
}

async function digestOf(fleet: Fleet, seed: string, host: NodeHostKind, stepUs = forUs): Promise<string> {
  const run = await createNodeRun(fleet, { seed, host });
  for (let untilUs = stepUs; run.nowUs < forUs; untilUs += stepUs) await run.advance(Math.min(untilUs, forUs));
  const report = run.report({ wallMs: 0 });
  run.dispose();
  expect(report.requests.reduce((sum, row) => sum + row.count, 0)).toBeGreaterThan(100);
  return report.digest;
}

describe('the shop as services, with faults', () => {
  const fleet = shopWithFaults();
  const digests = new Map<string, string>();

  test.each(seeds)('%s: the same digest again, also with pauses at odd moments', async (seed) => {
    const digest = await digestOf(fleet, seed, 'inline');
    digests.set(seed, digest);
    expect(await digestOf(fleet, seed, 'inline', 37_123)).toBe(digest);
  });

  test('every seed gives another run', () => {
    expect(new Set(digests.values()).size).toBe(seeds.length);
  });

  test.each(seeds.slice(0, 5))(
    '%s: the same digest with a thread for each process',
    async (seed) => {
      expect(await digestOf(fleet, seed, 'workers')).toBe(digests.get(seed));
    },
    120_000,
  );
});
