import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import shelf from 'virtual:shelf';
import { createRealm } from '../realm.ts';
import { SharedRealmHost } from '../shared-realm-host.ts';
import { createThreadHost } from './thread-host.ts';
import { openSqlite } from '../sqlite.ts';
import { compileHere } from '../../fleet/ready/file-compiler.ts';
import { serversHere } from '../../fleet/world/servers-here.ts';
import { changeOf } from '../../fleet/changes/catalogue.ts';
import { Sidecar } from '../../platform/sidecar/sidecar.ts';
import { World } from '../../fleet/world/world.ts';
import { Run } from '../../run/run.ts';
import type { Compile } from '../../fleet/ready/compiled-service.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { ProgramSpec } from '../../wire/instance-events.ts';

export type NodeHostKind = 'inline' | 'workers';

/** A run of a fleet in Node. */
export async function createNodeRun(
  fleet: Fleet,
  options: {
    readonly seed: string;
    readonly host: NodeHostKind;
    readonly programs?: Readonly<Record<string, ProgramSpec>>;
    /** One that runs before this one may have used too. */
    readonly compile?: Compile;
  },
): Promise<Run> {
  const needsSqlite = fleet.stores.some((store) => store.engine === 'sql');
  const sqlite = needsSqlite
    ? await openSqlite(readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-browser.wasm')))
    : null;
  let run: Run | null = null;
  const host =
    options.host === 'inline'
      ? new SharedRealmHost(createRealm(shelf))
      : createThreadHost(shelf, (node, atUs, reason) => run?.actions.noteHang(node, atUs, reason));
  const { seed, programs = {}, compile = compileHere() } = options;
  run = new Run(
    new World({
      fleet,
      seed,
      host,
      compile,
      changeOf,
      sidecars: () => Sidecar,
      servers: serversHere(sqlite),
      programs,
    }),
  );
  return run;
}
