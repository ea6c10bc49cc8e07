import type { RunRecord } from '../run-record.ts';

/** What should never have happened, with the fewest facts that show it. */
export interface Violation {
  /** Of the invariant: `I9`. */
  readonly id: string;
  readonly text: string;
  readonly witness: unknown;
}

export type Checker = (record: RunRecord) => readonly Violation[];
