import type { ServerSettings } from './server-settings.ts';
import type { createLogBroker } from '../../broker/log/log-broker.ts';
import type { SqlStoreConfig } from '../../stores/sql/sql-store.ts';
import type { Broker, Store } from '../fleet.ts';
import type { NodeContext, ServerNode } from '../../wire/node-context.ts';

/** Something that the fleet file names is wrong in itself, such as a mistake in a schema; the message says where. */
export class BrokenFleet extends Error {}

/** What makes the node of a store or a broker, by its engine. A fleet that has none of a kind does not need it. */
export interface ServerKinds {
  readonly log: typeof createLogBroker | null;
  readonly sql: ((context: NodeContext, config: SqlStoreConfig) => ServerNode) | null;
}

export interface ServerSurroundings {
  readonly kinds: ServerKinds;
  readonly epochMs: number;
  readonly settings: ServerSettings;
}

/** How to make the node of a store or broker, by its engine. */
export function serverMaker(
  server: Store | Broker,
  { kinds, epochMs, settings }: ServerSurroundings,
): (context: NodeContext) => ServerNode {
  const latencyUs = (context: NodeContext) => (): number => settings.latencyUs(() => context.random('latency'));
  switch (server.engine) {
    case 'log': {
      const makeBroker = given(kinds.log, server);
      return (context) =>
        makeBroker(context, { replicas: server.replicas, topics: server.topics, latencyUs: latencyUs(context) });
    }
    case 'sql': {
      const { name, scripts } = server;
      const makeStore = given(kinds.sql, server);
      return (context) => {
        try {
          const config = {
            ...{ name, scripts, epochMs, latencyUs: latencyUs(context) },
            get connections() {
              return settings.connections;
            },
          };
          return makeStore(context, config);
        } catch (error) {
          throw new BrokenFleet(error instanceof Error ? error.message : String(error), { cause: error });
        }
      };
    }
    default:
      throw new BrokenFleet(notThereYet(server));
  }
}

/** A fleet file may name what is designed and not written: it is told before anything runs. */
function notThereYet({ name, engine }: Store | Broker): string {
  const instead = engine === 'queue' ? 'log' : 'sql';
  return `${name}: found the engine ${engine}, which is not there yet, expected ${instead}`;
}

function given<Maker>(maker: Maker | null, { name, engine }: Store | Broker): Maker {
  if (maker === null) throw new Error(`${name} has the engine ${engine}, and nobody gave one`);
  return maker;
}
