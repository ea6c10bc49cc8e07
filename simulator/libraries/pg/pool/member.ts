import type { PgClient } from '../client.ts';

/** A client of the pool. */
export interface Member {
  readonly client: PgClient;
  readonly whenLost: (error: Error) => void;
  uses: number;
  isExpired: boolean;
  /** When it has been idle for too long; null where it may stay. */
  idleUntilUs: number | null;
}
