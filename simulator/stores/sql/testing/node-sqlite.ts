import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import initSqlJs from 'sql.js';
import { loadSqlite, type InitSqlJs } from '../sqlite/load-sqlite.ts';
import type { SqliteEngine } from '../sqlite-engine.ts';

let engine: Promise<SqliteEngine> | null = null;

/** The same SQLite that the hosts use. */
export function nodeSqlite(): Promise<SqliteEngine> {
  const path = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
  engine ??= loadSqlite(initSqlJs as unknown as InitSqlJs, readFileSync(path));
  return engine;
}
