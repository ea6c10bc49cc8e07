import path from 'node:path';
import { readFleet } from '../run-command.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import { multiplied } from '../../workload/arrivals.ts';
import type { NodeHostKind } from '../../hosts/node/node-run.ts';
import type { Fleet } from '../../fleet/fleet.ts';

/** The shop as services with so many requests a second in all, in the mix of its fleet file. */
function shopAt(perSecond: number): Fleet {
  const fleet = readFleet(path.resolve('lessons/shop/services.fleet.yaml'));
  if (!fleet) throw new Error('the shop cannot be read; run this in the repository');
  const times = perSecond / fleet.traffic.reduce((sum, flow) => sum + rateOf(flow.arrivals), 0);
  return { ...fleet, traffic: fleet.traffic.map((flow) => ({ ...flow, arrivals: multiplied(flow.arrivals, times) })) };
}

function rateOf(arrivals: Fleet['traffic'][number]['arrivals']): number {
  if (arrivals.kind === 'constant' || arrivals.kind === 'poisson') return arrivals.perSecond;
  throw new Error('the shop comes with steady traffic');
}

export interface ShopRun {
  /** Virtual seconds for a real one. */
  readonly factor: number;
  readonly requests: number;
  readonly digest: string;
}

export async function runShop(perSecond: number, seconds: number, host: NodeHostKind): Promise<ShopRun> {
  const run = await createNodeRun(shopAt(perSecond), { seed: 'bench', host });
  // The first second loads the code; it is not what a run costs.
  await run.advance(1_000_000);
  const started = performance.now();
  await run.advance((seconds + 1) * 1_000_000);
  const wallMs = performance.now() - started;
  const report = run.report({ wallMs });
  run.dispose();
  return {
    factor: (seconds * 1000) / wallMs,
    requests: report.requests.reduce((sum, row) => sum + row.count, 0),
    digest: report.digest,
  };
}
