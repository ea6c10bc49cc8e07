import type { StoredValue } from '../types/text-codec.ts';
import type { Transaction } from './transaction.ts';

/** Who runs the statement in hand. */
export interface SessionView {
  readonly processId: number;
  readonly user: string;
  readonly database: string;
  readonly sequencesTaken: Map<string, number>;
}

export type Outcome =
  | {
      readonly kind: 'done';
      readonly rows: readonly StoredValue[][];
      readonly rowCount: number;
      readonly scannedRows: number;
      readonly sleepUs: number;
    }
  /** Nothing has happened; worth trying again when one of them is over. */
  | { readonly kind: 'blocked'; readonly by: ReadonlySet<Transaction>; readonly waits: boolean };

export interface StatementInHand {
  readonly transaction: Transaction;
  readonly session: SessionView;
  readonly scannedRows: number;
  sleepUs: number;
}

export function done(
  { scannedRows, sleepUs }: StatementInHand,
  rows: readonly StoredValue[][],
  rowCount: number,
): Outcome {
  return { kind: 'done', rows, rowCount, scannedRows, sleepUs };
}
