import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { surroundingsOf } from '../../simulator/hosts/node/node-run.ts';
import { createRunIn } from '../../simulator/hosts/node/run-in.ts';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { SharedRealmHost } from '../../simulator/hosts/shared-realm-host.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { InstanceHost } from '../../simulator/platform/instance-port.ts';
import type { InstanceEvent } from '../../simulator/wire/instance-events.ts';

/** A little of everything that could make a process say something of a call at once. */
const troubled = `
extends: lessons/shop/services.fleet.yaml
processes:
  gateway: { concurrency: 3, queue: 4 }
  payments: { concurrency: 2, queue: 2, memory: 96MB }
  catalog: { memory: 70MB }
services:
  users: { cost: exponential(1ms) }
traffic:
  checkout: { rate: poisson(60/s) }
  browse: { rate: spike(20/s, 400/s, 1s, 800ms) }
script:
  - { at: 500ms, leak: payments, perRequest: 4MB, for: 700ms }
  - { at: 700ms, kill: orders, for: 300ms }
  - { at: 900ms, leak: catalog, perSecond: 4MB, for: 500ms }
  - { at: 1500ms, slow: inventory, times: 5, for: 400ms }
  - { at: 1800ms, hang: users, for: 300ms }
  - { at: 2s, burn: gateway, cores: 0.9, for: 300ms }
  - { at: 2200ms, scale: catalog, replicas: 3 }
  - { at: 2700ms, scale: catalog, replicas: 1 }
  - { at: 2900ms, fail: payments, rate: 40%, for: 500ms }
`;

function troubledFleet(): Fleet {
  const path = 'troubled.fleet.yaml';
  const readFile = (asked: string): string | null => {
    if (asked === path) return troubled;
    return existsSync(asked) && statSync(asked).isFile() ? readFileSync(asked, 'utf8') : null;
  };
  const loaded = loadFleet({ path, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return loaded.fleet;
}

/** Looks at each window: whether anything came of it before it began, and which calls it was told of late. */
class LookingHost implements InstanceHost {
  readonly early: string[] = [];
  late = 0;
  readonly #host: SharedRealmHost;

  constructor(shelf: Readonly<Record<string, string>>) {
    this.#host = new SharedRealmHost(createRealm(shelf));
  }

  open(node: number, replica: string) {
    const port = this.#host.open(node, replica);
    return {
      ...port,
      window: (untilUs: number, events: readonly InstanceEvent[], fromUs: number) => {
        const result = port.window(untilUs, events, fromUs);
        if (result instanceof Promise) throw new Error('a host of this realm answers at once');
        for (const { kind, atUs } of result.effects)
          if (atUs < fromUs) this.early.push(`${replica}: ${kind} at ${atUs} us`);
        this.late += events.filter(({ kind, atUs }) => kind === 'call' && atUs < fromUs).length;
        return result;
      },
    };
  }
}

test('a process that hears late of a call has nothing to say of it before', async () => {
  const fleet = troubledFleet();
  const surroundings = surroundingsOf(fleet);
  const host = new LookingHost(surroundings.shelf);
  const run = await createRunIn(surroundings, fleet, { seed: '7' }, host);
  await run.advance(4_000_000);
  const report = run.report({ wallMs: 0 });
  run.dispose();
  const causes = report.requests.flatMap(({ causes: each }) => each.map(({ text }) => text)).join('\n');
  expect(causes).toContain('the queue is full');
  expect(report.processes['payments']!.oomKills).toBeGreaterThan(0);
  expect(host.early).toEqual([]);
  expect(host.late).toBeGreaterThan(500);
});
