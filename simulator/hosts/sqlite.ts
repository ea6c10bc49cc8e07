import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import { createSqliteEngine } from '../stores/sql/sqlite-engine.ts';
import type { SqliteEngine, SqlJsModule } from '../stores/sql/sqlite-engine.ts';

/** SQLite from the bytes of its WebAssembly, the same in Node and in browsers; it never looks for a file itself. */
export async function openSqlite(wasm: Uint8Array): Promise<SqliteEngine> {
  const bytes = new Uint8Array(wasm).buffer;
  return createSqliteEngine((await initSqlJs({ wasmBinary: bytes })) as unknown as SqlJsModule);
}
