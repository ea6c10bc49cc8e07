import { createSqlStore } from '../../../stores/sql/sql-store.ts';
import { openSqlite } from '../../sqlite.ts';
import type { ServerKinds } from '../../../fleet/world/server-makers.ts';

/** SQL stores, over SQLite from the bytes of its WebAssembly. */
export async function openSqlStores(wasm: ArrayBuffer): Promise<NonNullable<ServerKinds['sql']>> {
  const sqlite = await openSqlite(new Uint8Array(wasm));
  return (context, config) => createSqlStore(context, config, sqlite);
}
