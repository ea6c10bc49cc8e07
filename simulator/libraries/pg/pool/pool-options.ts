import type { PgClient } from '../client.ts';
import type { ClientConfig } from '../connection-parameters.ts';

export interface PoolConfig extends ClientConfig {
  max?: number;
  min?: number;
  idleTimeoutMillis?: number | null;
  connectionTimeoutMillis?: number;
  maxUses?: number;
  maxLifetimeSeconds?: number;
  onConnect?: (client: PgClient) => unknown;
}

export interface PoolOptions extends PoolConfig {
  max: number;
  min: number;
  maxUses: number;
  maxLifetimeSeconds: number;
  idleTimeoutMillis: number | null;
}

const idleTimeoutMsByDefault = 10_000;

export function poolOptions(config: PoolConfig): PoolOptions {
  return {
    ...config,
    max: config.max || 10,
    min: config.min || 0,
    maxUses: config.maxUses || Infinity,
    maxLifetimeSeconds: config.maxLifetimeSeconds || 0,
    idleTimeoutMillis: config.idleTimeoutMillis === undefined ? idleTimeoutMsByDefault : config.idleTimeoutMillis,
  };
}
