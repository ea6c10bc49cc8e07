import { createLogBroker } from '../../broker/log/log-broker.ts';
import { createSqlStore } from '../../stores/sql/sql-store.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Broker, Store } from '../fleet.ts';
import type { SqliteEngine } from '../../stores/sql/sqlite-engine.ts';
import type { NodeContext, ServerNode } from '../../wire/node-context.ts';

/** Something that the fleet file names is wrong in itself, such as a mistake in a schema; the message says where. */
export class BrokenFleet extends Error {}

export interface ServerSurroundings {
  readonly sqlite: SqliteEngine | null;
  readonly epochMs: number;
  readonly settings: ServerSettings;
}

/** How to make the node of a store or broker, by its engine. */
export function serverMaker(
  server: Store | Broker,
  { sqlite, epochMs, settings }: ServerSurroundings,
): (context: NodeContext) => ServerNode {
  const latencyUs = (context: NodeContext) => (): number => settings.latencyUs(() => context.random('latency'));
  switch (server.engine) {
    case 'log':
      return (context) =>
        createLogBroker(context, { replicas: server.replicas, topics: server.topics, latencyUs: latencyUs(context) });
    case 'sql': {
      if (!sqlite) throw new Error(`${server.name} is an SQL store, and no SQLite was given`);
      const { name, scripts } = server;
      return (context) => {
        try {
          const config = {
            ...{ name, scripts, epochMs, latencyUs: latencyUs(context) },
            get connections() {
              return settings.connections;
            },
          };
          return createSqlStore(context, config, sqlite);
        } catch (error) {
          throw new BrokenFleet(error instanceof Error ? error.message : String(error), { cause: error });
        }
      };
    }
    default:
      throw new Error(`${server.name}: the engine ${server.engine} is not built yet`);
  }
}
