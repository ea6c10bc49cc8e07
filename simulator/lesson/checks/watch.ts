import type { Stamped } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { Reading } from './reading.ts';

/** One expectation held against a run, fact by fact. Its memory is bounded, however long the run. */
export interface Watch {
  take(stamped: Stamped): void;
  read(nowUs: Micros): Reading;
}

/** Asks a store for one number, beside the network and beside time. */
export type AskRow = (store: string, sql: string) => AskedRow;
export type AskedRow = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };
