import { createLogBroker } from '../../broker/log/log-broker.ts';
import { samplerOf } from '../../kernel/distributions.ts';
import { createSqlStore } from '../../stores/sql/sql-store.ts';
import type { Broker, Store } from '../fleet.ts';
import type { SqliteEngine } from '../../stores/sql/sqlite-engine.ts';
import type { NodeContext, ServerNode } from '../../wire/node-context.ts';

/** Something that the fleet file names is wrong in itself, such as a mistake in a schema; the message says where. */
export class BrokenFleet extends Error {}

export interface ServerSurroundings {
  readonly sqlite: SqliteEngine | null;
  readonly epochMs: number;
  /** Otherwise the way there and back has taken it already. */
  readonly latencyIsTheServers: boolean;
}

/** How to make the node of a store or broker, by its engine. */
export function serverMaker(
  server: Store | Broker,
  surroundings: ServerSurroundings,
): (context: NodeContext) => ServerNode {
  const latencyUs = (context: NodeContext): (() => number) =>
    surroundings.latencyIsTheServers ? samplerOf(server.latency, context.random('latency')) : () => 0;
  switch (server.engine) {
    case 'log':
      return (context) =>
        createLogBroker(context, { replicas: server.replicas, topics: server.topics, latencyUs: latencyUs(context) });
    case 'sql': {
      const { sqlite, epochMs } = surroundings;
      if (!sqlite) throw new Error(`${server.name} is an SQL store, and no SQLite was given`);
      return (context) => {
        try {
          return createSqlStore(context, { ...server, epochMs, latencyUs: latencyUs(context) }, sqlite);
        } catch (error) {
          throw new BrokenFleet(error instanceof Error ? error.message : String(error), { cause: error });
        }
      };
    }
    default:
      throw new Error(`${server.name}: the engine ${server.engine} is not built yet`);
  }
}
