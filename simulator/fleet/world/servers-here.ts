import { createLogBroker } from '../../broker/log/log-broker.ts';
import { createSqlStore } from '../../stores/sql/sql-store.ts';
import type { SqliteEngine } from '../../stores/sql/sqlite-engine.ts';
import type { ServerKinds } from './server-makers.ts';

/** All kinds, for a host that has everything at hand; without SQLite there are no SQL stores. */
export function serversHere(sqlite: SqliteEngine | null): ServerKinds {
  return {
    log: createLogBroker,
    sql: sqlite && ((context, config) => createSqlStore(context, config, sqlite)),
  };
}
