import type { PgClient } from '../client.ts';

/** A client of the pool. */
export interface Member {
  readonly client: PgClient;
  readonly whenLost: (error: Error) => void;
  uses: number;
  isExpired: boolean;
  /** Ends it when it has been idle for long. */
  timer: number | null;
}
