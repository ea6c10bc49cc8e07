import { partOf } from './part.ts';
import type * as LogPart from './log.part.ts';
import type * as SqlPart from './sql.part.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { ServerKinds } from '../../../fleet/world/server-makers.ts';
import type { Provide } from './provide.ts';

/** What a fleet's stores and brokers are made by, as data that can be sent to wherever its world is. */
export interface ServerParts {
  readonly log: string | null;
  readonly sql: { readonly text: string; readonly wasm: ArrayBuffer } | null;
}

export async function neededServers({ stores, brokers }: Fleet, provide: Provide): Promise<ServerParts> {
  const needsLog = brokers.some(({ engine }) => engine === 'log');
  const needsSql = stores.some(({ engine }) => engine === 'sql');
  const [log, text, wasm] = await Promise.all([
    needsLog ? provide('part/log.js') : null,
    needsSql ? provide('part/sql.js') : null,
    needsSql ? provide('sqlite.wasm') : null,
  ]);
  return {
    log: log as string | null,
    sql: needsSql ? { text: text as string, wasm: wasm as ArrayBuffer } : null,
  };
}

export async function openServers({ log, sql }: ServerParts): Promise<ServerKinds> {
  return {
    log: log === null ? null : partOf<typeof LogPart>(log).createLogBroker,
    sql: sql && (await partOf<typeof SqlPart>(sql.text).openSqlStores(sql.wasm)),
  };
}
