import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import { loadSqlite, type InitSqlJs } from '../stores/sql/sqlite/load-sqlite.ts';
import type { SqliteEngine } from '../stores/sql/sqlite-engine.ts';

let engine: Promise<SqliteEngine> | null = null;

/** SQLite from the bytes of its WebAssembly, the same in Node and in browsers; it never looks for a file itself. */
export function openSqlite(wasm: Uint8Array): Promise<SqliteEngine> {
  engine ??= loadSqlite(initSqlJs as unknown as InitSqlJs, wasm);
  return engine;
}
