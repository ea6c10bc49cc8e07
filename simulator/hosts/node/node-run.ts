import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import shelf from 'virtual:shelf';
import { createRunIn } from './run-in.ts';
import { createThreadHost } from './thread-host.ts';
import type { NodeRunOptions, NodeSurroundings } from './run-in.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Run } from '../../run/run.ts';

export type NodeHostKind = 'inline' | 'workers';

/** A run of a fleet in Node. */
export async function createNodeRun(
  fleet: Fleet,
  { host, ...options }: NodeRunOptions & { readonly host: NodeHostKind },
): Promise<Run> {
  const surroundings = surroundingsOf(fleet);
  if (host === 'inline') return createRunIn(surroundings, fleet, options);
  let run: Run | null = null;
  const threads = createThreadHost(shelf, (node, atUs, reason) => run?.actions.noteHang(node, atUs, reason));
  run = await createRunIn(surroundings, fleet, options, threads);
  return run;
}

export function surroundingsOf({ stores }: Fleet): NodeSurroundings {
  const needsSqlite = stores.some(({ engine }) => engine === 'sql');
  return { shelf, sqliteWasm: needsSqlite ? readFileSync(sqliteFile()) : null };
}

function sqliteFile(): string {
  return createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-browser.wasm');
}
