import type { Transaction } from './transaction.ts';

/** Who runs the statement in hand. */
export interface SessionView {
  readonly processId: number;
  readonly user: string;
  readonly database: string;
  readonly sequencesTaken: Map<string, number>;
}

/** As PostgreSQL prints them. */
export type RowTexts = readonly (readonly (string | null)[])[];

export type Outcome =
  | {
      readonly kind: 'done';
      readonly rows: RowTexts;
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

/** Somebody who looks in from outside, beside all sessions. */
export function onlookersStatement(transaction: Transaction): StatementInHand {
  const session = { processId: 0, user: 'onlooker', database: '', sequencesTaken: new Map<string, number>() };
  return { transaction, session, scannedRows: 0, sleepUs: 0 };
}

export function done({ scannedRows, sleepUs }: StatementInHand, rows: RowTexts, rowCount: number): Outcome {
  return { kind: 'done', rows, rowCount, scannedRows, sleepUs };
}
