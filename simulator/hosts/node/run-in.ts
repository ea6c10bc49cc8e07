import { createRealm } from '../realm.ts';
import { SharedRealmHost } from '../shared-realm-host.ts';
import { openSqlite } from '../sqlite.ts';
import { compileHere } from '../../fleet/ready/file-compiler.ts';
import { serversHere } from '../../fleet/world/servers-here.ts';
import { changeOf } from '../../fleet/changes/catalogue.ts';
import { Sidecar } from '../../platform/sidecar/sidecar.ts';
import { World } from '../../fleet/world/world.ts';
import { Run } from '../../run/run.ts';
import type { Compile } from '../../fleet/ready/compiled-service.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { InstanceHost } from '../../platform/instance-port.ts';
import type { ProgramSpec } from '../../wire/instance-events.ts';

/** What a run needs beside its fleet, as plain data: a thread that was made from text finds no file by itself. */
export interface NodeSurroundings {
  readonly shelf: Readonly<Record<string, string>>;
  /** Null where no store needs it. */
  readonly sqliteWasm: Uint8Array | null;
}

export interface NodeRunOptions {
  readonly seed: string;
  readonly programs?: Readonly<Record<string, ProgramSpec>>;
  /** One that runs before this one may have used too. */
  readonly compile?: Compile;
}

/** A run whose processes live in this thread, unless another host is given. */
export async function createRunIn(
  { shelf, sqliteWasm }: NodeSurroundings,
  fleet: Fleet,
  { seed, programs = {}, compile = compileHere() }: NodeRunOptions,
  host: InstanceHost = new SharedRealmHost(createRealm(shelf)),
): Promise<Run> {
  const sqlite = sqliteWasm && (await openSqlite(sqliteWasm));
  const servers = serversHere(sqlite);
  return new Run(new World({ fleet, seed, host, compile, changeOf, sidecars: () => Sidecar, servers, programs }));
}
