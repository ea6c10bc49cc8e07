import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatFleetError } from '../../simulator/fleet/fleet-error.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import type { Report } from '../../simulator/telemetry/report.ts';
import { thousandModels } from '../../src/session/fleets/thousand-models.ts';

function filesOf(folder: string): Readonly<Record<string, string>> {
  const root = new URL(`../../lessons/${folder}/`, import.meta.url);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:yaml|ts|sql)$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, root), 'utf8')]));
}

function load(entry: string, files: Readonly<Record<string, string>>): Fleet {
  const loaded = loadFleet({ path: entry, readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  expect(loaded.warnings).toEqual([]);
  return loaded.fleet;
}

async function reportOf(fleet: Fleet, forUs: number): Promise<Report> {
  const run = await createNodeRun(fleet, { seed: '7', host: 'inline' });
  await run.advance(forUs);
  const report = run.report({ wallMs: 0 });
  run.dispose();
  return report;
}

test('the empty fleet answers, and nothing fails', async () => {
  const { requests } = await reportOf(load('empty.fleet.yaml', filesOf('empty')), 5_000_000);
  expect(requests).toMatchObject([{ flow: 'visits', failed: 0 }]);
  expect(requests[0]!.ok).toBeGreaterThan(10);
});

describe('the event-driven shop', () => {
  const files = filesOf('shop');
  const fleet = load('events.fleet.yaml', files);

  test('is the fleet of services but for three links', () => {
    const services = load('services.fleet.yaml', files);
    expect(fleet.processes).toEqual(services.processes);
    const modes = fleet.links.filter(({ mode }) => mode !== null).map(({ from, to, mode }) => `${from} ${to} ${mode}`);
    expect(modes.toSorted()).toEqual(['orders inventory async', 'orders notifications async', 'orders payments async']);
  });

  test('takes orders without a call to inventory or payments, which charge and reserve all the same', async () => {
    const report = await reportOf(fleet, 10_000_000);
    const checkout = report.requests.find(({ flow }) => flow === 'checkout')!;
    expect(checkout.ok).toBeGreaterThan(100);
    for (const callee of ['inventory', 'payments', 'notifications'])
      expect(report.links[`orders->${callee}`]?.calls ?? 0).toBe(0);
    expect(report.topics['payment.completed']!.produced).toBeGreaterThan(50);
    expect(report.topics['stock.reserved']!.produced).toBeGreaterThan(50);
  });
});

test('of a thousand services each is called, in a few seconds', async () => {
  const fleet = load('thousand.fleet.yaml', { 'thousand.fleet.yaml': thousandModels() });
  expect(fleet.services).toHaveLength(1000);
  const { services, requests } = await reportOf(fleet, 10_000_000);
  expect(Object.entries(services).filter(([, { handled }]) => handled === 0)).toEqual([]);
  expect(requests.every(({ ok }) => ok > 0)).toBe(true);
});
