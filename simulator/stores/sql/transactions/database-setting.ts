import { tableNamed, type Catalog } from '../dialect/catalog.ts';
import type { Sequences } from '../functions/sequences.ts';
import type { Surroundings } from '../functions/session-functions.ts';
import { momentOfEpochUs, storedMoment } from '../types/moment.ts';
import type { LockRequest, LockStrength, LockTable } from './locks/lock-table.ts';
import type { StatementInHand } from './outcome.ts';
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

interface Holding {
  readonly locks: LockTable;
  readonly sequences: Sequences;
  catalogFor(transaction: Transaction): Catalog;
}

/** What functions in statements know of the world around them. */
export function surroundingsOf(
  setting: DatabaseSetting,
  database: Holding,
  inHand: () => StatementInHand,
  presentUs: () => number,
): Surroundings {
  const moment = (us: number): string => storedMoment(momentOfEpochUs(setting.epochMs * 1000 + us));
  return {
    random: setting.random,
    sequences: database.sequences,
    transactionTime: () => moment(inHand().transaction.startedUs),
    presentTime: () => moment(presentUs()),
    sleep: (seconds) => {
      inHand().sleepUs += Math.max(0, Math.round(seconds * 1_000_000));
    },
    session: () => inHand().session,
    rowLocked: (table, row, strength) => {
      const request: LockRequest = { kind: 'row', table, row, strength: strength as LockStrength };
      return database.locks.blockersOf(inHand().transaction, [request]).size > 0;
    },
    serialSequence: (table, column) => {
      const { columns } = tableNamed(database.catalogFor(inHand().transaction), table);
      const sequence = columns.find(({ name }) => name === column)?.sequence;
      return sequence ? `public.${sequence}` : null;
    },
  };
}
