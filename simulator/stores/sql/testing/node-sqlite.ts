import initSqlJs from 'sql.js';
import { createSqliteEngine, type SqliteEngine, type SqlJsModule } from '../sqlite-engine.ts';

let engine: Promise<SqliteEngine> | null = null;

/** The same SQLite that the hosts use. */
export function nodeSqlite(): Promise<SqliteEngine> {
  engine ??= initSqlJs().then((module) => createSqliteEngine(module as unknown as SqlJsModule));
  return engine;
}
