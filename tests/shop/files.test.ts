import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';

const folder = new URL('../../lessons/shop/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

function load(path: string): Fleet {
  const readFile = (file: string) => (existsSync(new URL(file, folder)) ? read(file) : null);
  const loaded = loadFleet({ path, readFile });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors, null, 2));
  expect(loaded.warnings).toEqual([]);
  return loaded.fleet;
}

describe('the two shapes', () => {
  const monolith = load('monolith.fleet.yaml');
  const fleet = load('services.fleet.yaml');

  test('are one process with one database and eight processes with a database each, but the gateway', () => {
    expect([monolith.processes.length, monolith.stores.length, monolith.brokers.length]).toEqual([1, 1, 0]);
    expect([fleet.processes.length, fleet.stores.length, fleet.brokers.length]).toEqual([8, 7, 1]);
    const users = fleet.stores.map(({ name }) => fleet.services.filter(({ uses }) => uses['db'] === name).length);
    expect(users).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test('have the same clients', () => {
    const clients = ({ traffic }: Fleet) =>
      traffic.map((flow) => ({ ...flow, steps: flow.steps.map((step) => ({ ...step, to: 'the door' })) }));
    expect(clients(monolith)).toEqual(clients(fleet));
  });

  test('are made of the same tables, but for the copy that reports keep', () => {
    const scripts = ({ stores }: Fleet) => stores.flatMap((store) => store.scripts.map(({ path }) => path)).toSorted();
    expect(scripts(fleet).filter((path) => path !== 'stores/reports.sql')).toEqual(scripts(monolith));
    expect(scripts(fleet)).toContain('stores/reports.sql');
  });

  test('answer the same paths: what the gateway lets through is what the domains offer', () => {
    const offered = readdirSync(new URL('services/domain/', folder))
      .filter((domain) => existsSync(new URL(`services/domain/${domain}/routes.ts`, folder)))
      .flatMap((domain) => [...read(`services/domain/${domain}/routes.ts`).matchAll(/app\.(get|post)\('([^']+)'/g)])
      .map(([, method, path]) => `${method!.toUpperCase()} ${path!}`);
    const letThrough = [...read('services/gateway.ts').matchAll(/\['(GET|POST)', '([^']+)', '/g)].map(
      ([, method, path]) => `${method!} ${path!}`,
    );
    expect(offered.length).toBeGreaterThan(10);
    expect(letThrough.toSorted()).toEqual(offered.toSorted());
  });

  test('every topic that somebody hears of or speaks in is declared', () => {
    const code = readdirSync(new URL('services/', folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`services/${name}`))
      .join('\n');
    const used = new Set([...code.matchAll(/'((?:order|stock|payment)\.[a-z]+)'/g)].map(([, topic]) => topic!));
    expect([...used].toSorted()).toEqual(fleet.brokers[0]!.topics.map(({ name }) => name).toSorted());
  });
});
