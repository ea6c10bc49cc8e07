import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadFleet } from '../../fleet/load-fleet.ts';
import { formatFleetError } from '../../fleet/fleet-error.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';

const fleetText = `
services: { front: { cost: 1ms }, back: { cost: 1ms } }
traffic: { visits: { to: front, request: GET /, rate: poisson(20/s) } }
`;
const files: Readonly<Record<string, string>> = {
  'memory.fleet.yaml': fleetText,
  'services/front.ts': `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', async (c) => {
  console.log('asked');
  return c.json(await (await fetch('http://back/')).json());
});
export default app;`,
  'services/back.ts': `
import { Hono } from 'hono';
const app = new Hono();
app.get('/', (c) => c.json({ ok: true }));
export default app;`,
};

/** A fleet that keeps no data of its own, so whatever grows is ours: heap at the end, of that after a sixth of the time. */
export async function heapGrowth(seconds: number): Promise<number> {
  const loaded = loadFleet({ path: 'memory.fleet.yaml', readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  const run = await createNodeRun(loaded.fleet, { seed: 'bench', host: 'inline' });
  await run.advance((seconds / 6) * 1_000_000);
  const early = heapBytes();
  await run.advance(seconds * 1_000_000);
  const late = heapBytes();
  run.dispose();
  return late / early;
}

/** After a collection, which Node only allows to those who ask for it in this way. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
