import type { Bridge } from '../../wire/bridge.ts';
import { PgClient } from './client.ts';
import type { ClientConfig } from './connection-parameters.ts';
import { DatabaseError } from './database-error.ts';
import { escapeIdentifier, escapeLiteral } from './values/escape.ts';
import { PgPool } from './pool/pool.ts';
import type { PoolConfig } from './pool/pool-options.ts';
import { builtins, getTypeParser, setTypeParser } from './values/type-parsers.ts';

/** The module `pg` for one process. */
export function createPg(bridge: Bridge) {
  const Client: new (config?: ClientConfig | string) => PgClient = class Client extends PgClient {
    constructor(config?: ClientConfig | string) {
      super(bridge, config);
    }
  };
  const Pool: new (config?: PoolConfig) => PgPool = class BoundPool extends PgPool {
    constructor(config?: PoolConfig) {
      super(bridge, (options) => new Client(options), config);
    }
  };
  return {
    Client,
    Pool,
    DatabaseError,
    types: { builtins, getTypeParser, setTypeParser },
    defaults: { host: 'localhost', port: 5432, max: 10, poolSize: 10, idleTimeoutMillis: 30_000 },
    escapeIdentifier,
    escapeLiteral,
    native: null,
  };
}
