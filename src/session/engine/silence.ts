import type { WorldClient } from './world-client.ts';

/** Long enough for every process to start and for consumers to find their groups: who comes first finds all open. */
const settledUs = 1_000_000;

/** Nobody comes, until somebody sends. */
export async function silence({ engine, map }: WorldClient): Promise<void> {
  for (const { name } of map.flows) await engine.act({ verb: 'quiet', target: name, sizes: {} });
  await engine.advance(settledUs);
}
