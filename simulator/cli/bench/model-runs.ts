import { loadFleet } from '../../fleet/load-fleet.ts';
import { formatFleetError } from '../../fleet/fleet-error.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import type { Fleet } from '../../fleet/fleet.ts';

function fleetFrom(text: string): Fleet {
  const loaded = loadFleet({
    path: 'bench.fleet.yaml',
    readFile: (path) => (path === 'bench.fleet.yaml' ? text : null),
  });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return loaded.fleet;
}

export interface ModelRun {
  readonly requests: number;
  readonly events: number;
  readonly wallMs: number;
}

export async function runModels(text: string, seconds: number): Promise<ModelRun> {
  const run = await createNodeRun(fleetFrom(text), { seed: 'bench', host: 'inline' });
  const started = performance.now();
  await run.advance(seconds * 1_000_000);
  const wallMs = performance.now() - started;
  const report = run.report({ wallMs, digest: false });
  return { requests: report.requests.reduce((sum, row) => sum + row.count, 0), events: report.events, wallMs };
}

/** Ten stations that call one another in a row. */
export function chainFleet(perSecond: number): string {
  const names = Array.from({ length: 10 }, (_, index) => `s${index}`);
  const services = names.map((name, index) => {
    const next = names[index + 1];
    return `  ${name}: { model: { latency: exponential(5ms), concurrency: 1000${next ? `, calls: [${next}]` : ''} } }`;
  });
  return `services:\n${services.join('\n')}\nlinks: { default: { latency: 0us } }\ntraffic: { load: { to: s0, request: GET /, rate: poisson(${perSecond}/s) } }\n`;
}

/** So many services in layers of ten, each calling one of the next layer: every request passes ten of them. */
export function layeredFleet(services: number, perSecond: number): string {
  const width = Math.max(1, Math.floor(services / 10));
  const lines: string[] = [];
  for (let layer = 0; layer < 10; layer++) {
    for (let column = 0; column < width; column++) {
      const calls = layer < 9 ? `, calls: [n${layer + 1}-${(column * 7 + 3) % width}]` : '';
      lines.push(`  n${layer}-${column}: { model: { latency: exponential(2ms)${calls} } }`);
    }
  }
  const flows = Array.from(
    { length: width },
    (_, column) => `  f${column}: { to: n0-${column}, request: GET /, rate: poisson(${perSecond / width}/s) }`,
  );
  return `services:\n${lines.join('\n')}\ntraffic:\n${flows.join('\n')}\n`;
}
