import type { RandomStream } from '../../../wire/node-context.ts';
import type { SqliteEngine } from '../sqlite-engine.ts';
import type { Transaction } from './transaction.ts';

export interface DatabaseSetting {
  readonly engine: SqliteEngine;
  readonly random: RandomStream;
  readonly nowUs: () => number;
  readonly epochMs: number;
  /** Told when a transaction is over or has given locks back. */
  readonly ended: (transaction: Transaction) => void;
}
