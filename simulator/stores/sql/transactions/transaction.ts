import type { Catalog } from '../dialect/catalog.ts';
import type { RowChange } from '../sqlite-engine.ts';
import type { Isolation } from '../syntax/statement.ts';
import type { StoredValue } from '../types/text-codec.ts';
import type { HeldLock } from './locks/lock-table.ts';

/** A row as a transaction left it; `values` is null where the row was deleted. */
export interface RowImage {
  readonly table: string;
  readonly row: number;
  readonly values: readonly StoredValue[] | null;
}

export interface Savepoint {
  readonly name: string;
  readonly images: number;
  readonly locks: number;
}

/**
 * When a transaction ends: when the client says so, with its only statement, or at once with that, where nothing (like a
 * timeout) can undo the statement once it has run.
 */
export type Ending = 'by word' | 'with its statement' | 'at once';

/** Everything a transaction has done that nobody else may see yet. */
export interface Transaction {
  readonly id: number;
  readonly processId: number;
  /** What now() says for all of it. */
  readonly startedUs: number;
  isolation: Isolation;
  readOnly: boolean;
  readonly ending: Ending;
  /** Ends with its one statement, so that nothing of it has to be kept for later. */
  readonly single: boolean;
  /** In the order of writing: replayed on the latest committed state, they make its view. */
  readonly images: RowImage[];
  /** Some of the images can only be written again together. */
  boundImages: boolean;
  readonly savepoints: Savepoint[];
  readonly locks: HeldLock[];
  /** Set by its first schema change, which stays unseen by others until commit. */
  catalog: Catalog | null;
  /** For repeatable read and serializable: what it has read, and as of which commit. */
  readonly reads: Set<string>;
  snapshot: number | null;
  /** The request that it belongs to. */
  traceId: string | null;
  /** Of a single statement, which keeps no images: what it wrote. */
  changes: readonly RowChange[];
  /** How many rows it added to each table that it wrote to. */
  readonly growth: Map<string, number>;
  over: boolean;
}

export function newTransaction(id: number, processId: number, startedUs: number, ending: Ending): Transaction {
  return {
    id,
    processId,
    startedUs,
    isolation: 'read committed',
    readOnly: false,
    ending,
    single: ending !== 'by word',
    images: [],
    boundImages: false,
    savepoints: [],
    locks: [],
    catalog: null,
    reads: new Set(),
    snapshot: null,
    traceId: null,
    changes: [],
    growth: new Map(),
    over: false,
  };
}

export function countGrowth(transaction: Transaction, changes: readonly RowChange[]): void {
  const { growth } = transaction;
  if (transaction.single) transaction.changes = changes;
  for (const { table, operation } of changes) {
    const step = operation === 'insert' ? 1 : operation === 'delete' ? -1 : 0;
    growth.set(table, (growth.get(table) ?? 0) + step);
  }
}
