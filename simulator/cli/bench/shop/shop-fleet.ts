import { existsSync, readFileSync, statSync } from 'node:fs';
import { loadFleet } from '../../../fleet/load-fleet.ts';
import { formatFleetError } from '../../../fleet/fleet-error.ts';
import type { Fleet } from '../../../fleet/fleet.ts';

const shopFile = 'lessons/shop/services.fleet.yaml';
const entry = 'lessons/shop/measured.fleet.yaml';

/** The shop as services, and all the texts that it is made of: a browser reads no files. */
export interface Shop {
  readonly fleet: Fleet;
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The shop with this on top of its fleet file. */
export function shopWith(more: string): Shop {
  const text = `extends: services.fleet.yaml\n${more}`;
  const files: Record<string, string> = { [entry]: text };
  const fleet = read(entry, (path) => {
    if (path === entry) return text;
    if (!existsSync(path) || !statSync(path).isFile()) return null;
    return (files[path] = readFileSync(path, 'utf8'));
  });
  return { fleet, entry, files };
}

/** So many requests a second in all, in the mix of the shop's own fleet file. */
export function shopAt(perSecond: number): Shop {
  const { fleet } = shopWith('');
  const times = perSecond / fleet.traffic.reduce((sum, flow) => sum + rateOf(flow.arrivals), 0);
  const flows = fleet.traffic.map(
    ({ name, arrivals }) => `  ${name}: { rate: poisson(${(rateOf(arrivals) * times).toFixed(3)}/s) }`,
  );
  return shopWith(`traffic:\n${flows.join('\n')}\n`);
}

/** Two services more than the shop has, each with its own database and clients. */
export function shopOfTen(): Shop {
  const more = ['reviews', 'archive'];
  const each = (line: (name: string) => string): string => more.map((name) => `  ${line(name)}`).join('\n');
  return shopWith(`
services:
${each((name) => `${name}: { code: services/catalog.ts, uses: { db: ${name}-db }, cost: 1ms }`)}
stores:
${each((name) => `${name}-db: { engine: sql, schema: stores/catalog.sql, seed: stores/seed/catalog.sql, latency: 1ms }`)}
traffic:
${each((name) => `${name}: { to: ${name}, request: GET /products, rate: poisson(10/s) }`)}
`);
}

function rateOf(arrivals: Fleet['traffic'][number]['arrivals']): number {
  if (arrivals.kind === 'poisson') return arrivals.perSecond;
  throw new Error('the shop comes with steady traffic');
}

function read(path: string, readFile: (path: string) => string | null): Fleet {
  if (!existsSync(shopFile)) throw new Error('the shop cannot be read; run this in the repository');
  const loaded = loadFleet({ path, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return loaded.fleet;
}
