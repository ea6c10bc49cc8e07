import { expect, test } from 'vitest';
import { changeOf } from '../fleet/changes/catalogue.ts';
import { compileHere } from '../fleet/ready/file-compiler.ts';
import { loadFleet } from '../fleet/load-fleet.ts';
import { Sidecar } from '../platform/sidecar/sidecar.ts';
import { nodeSqlite } from '../stores/sql/testing/node-sqlite.ts';
import { serversHere } from '../fleet/world/servers-here.ts';
import { World } from '../fleet/world/world.ts';
import { Run } from './run.ts';
import type { InstanceHost } from '../platform/instance-port.ts';
import type { InstanceEffect, InstanceEvent } from '../wire/instance-events.ts';

const files: Readonly<Record<string, string>> = {
  'fleet.yaml': `
services: { tea: {} }
links: { default: { latency: 700us..3ms } }
traffic:
  some: { to: tea, request: GET /, rate: poisson(300/s) }
  others: { to: tea, request: GET /, rate: poisson(300/s) }
`,
  'services/tea.ts': 'export default () => {}',
};

function answerTo(event: InstanceEvent): InstanceEffect[] {
  const { atUs } = event;
  if (event.kind === 'start') return [{ kind: 'ready', atUs }];
  if (event.kind !== 'call') return [];
  const payload = { status: 200, headers: [], body: null };
  return [{ kind: 'answer', atUs, to: event.from, exchange: event.exchange, payload }];
}

test('a window of a process is as long as can be from its first event on, whatever the kernel does before', async () => {
  const lengths: number[] = [];
  const host: InstanceHost = {
    open: () => ({
      window: (untilUs, events, fromUs) => {
        if (events.some(({ kind }) => kind === 'call')) lengths.push(untilUs - fromUs);
        return { effects: events.flatMap(answerTo), nextWakeUs: null, room: 0 };
      },
      dispose: () => {},
    }),
  };
  const loaded = loadFleet({ path: 'fleet.yaml', readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  const world = new World({
    ...{ fleet: loaded.fleet, seed: '1', host, compile: compileHere(), changeOf, sidecars: () => Sidecar },
    servers: serversHere(await nodeSqlite()),
  });
  const run = new Run(world);
  await run.advance(1_000_000);
  expect(run.report({ wallMs: 0 }).requests.every(({ ok }) => ok > 250)).toBe(true);
  // The last one ends with the time that was asked for.
  expect(new Set(lengths.slice(0, -1))).toEqual(new Set([700]));
});
