import type { RowLocking } from '../syntax/ast.ts';
import type { Transaction } from './transaction.ts';

export type LockStrength = RowLocking['strength'];

/** A row of a table, or a value of a unique index that a transaction has claimed. */
export type LockRequest =
  | {
      readonly kind: 'row';
      readonly table: string;
      readonly row: number;
      readonly strength: LockStrength;
      /** The row is of the transaction's own making. */
      readonly isNew?: boolean;
    }
  | { readonly kind: 'key'; readonly index: string; readonly key: string };

export interface HeldLock {
  readonly name: string;
  /** What it held of this before, to go back to at a savepoint. */
  readonly before: LockStrength | null;
}

/** PostgreSQL's table of row-level lock conflicts. */
const conflicts: Readonly<Record<LockStrength, readonly LockStrength[]>> = {
  'key share': ['update'],
  share: ['no key update', 'update'],
  'no key update': ['share', 'no key update', 'update'],
  update: ['key share', 'share', 'no key update', 'update'],
};

const ranks: readonly LockStrength[] = ['key share', 'share', 'no key update', 'update'];

/** Who holds which row or key. It only answers; waiting is the session's affair. */
export class LockTable {
  readonly #held = new Map<string, Map<Transaction, LockStrength>>();
  /** A schema change holds everything. */
  #schemaOwner: Transaction | null = null;
  readonly #holders = new Set<Transaction>();

  get schemaOwner(): Transaction | null {
    return this.#schemaOwner;
  }

  othersHoldLocks(transaction: Transaction): boolean {
    return this.#holders.size > (this.#holders.has(transaction) ? 1 : 0);
  }

  otherHolders(transaction: Transaction): Transaction[] {
    return [...this.#holders].filter((holder) => holder !== transaction);
  }

  holdsAny(transaction: Transaction): boolean {
    return this.#holders.has(transaction);
  }

  /** Those who stand in the way, in a fixed order. */
  blockersOf(transaction: Transaction, requests: Iterable<LockRequest>): Set<Transaction> {
    const blockers = new Set<Transaction>();
    for (const request of requests) {
      const wanted = request.kind === 'key' ? 'update' : request.strength;
      for (const [holder, strength] of this.#held.get(nameOf(request)) ?? []) {
        if (holder !== transaction && conflicts[wanted].includes(strength)) blockers.add(holder);
      }
    }
    return blockers;
  }

  /** Transactions that deleted rows of the table which are there for everybody else, or changed their keys. */
  keyChangersOf(transaction: Transaction, table: string): Set<Transaction> {
    const found = new Set<Transaction>();
    for (const [name, holders] of this.#held) {
      if (!name.startsWith(`row ${table} `)) continue;
      for (const [holder, strength] of holders) {
        if (holder !== transaction && strength === 'update' && !holder.newRows.has(name)) found.add(holder);
      }
    }
    return found;
  }

  take(transaction: Transaction, requests: Iterable<LockRequest>): void {
    for (const request of requests) {
      const name = nameOf(request);
      const wanted = request.kind === 'key' ? 'update' : request.strength;
      let holders = this.#held.get(name);
      if (!holders) this.#held.set(name, (holders = new Map()));
      const before = holders.get(transaction) ?? null;
      if (before !== null && ranks.indexOf(before) >= ranks.indexOf(wanted)) continue;
      holders.set(transaction, wanted);
      transaction.locks.push({ name, before });
      if (request.kind === 'row' && request.isNew) transaction.newRows.add(name);
      this.#holders.add(transaction);
    }
  }

  takeSchema(transaction: Transaction): void {
    this.#schemaOwner = transaction;
    this.#holders.add(transaction);
  }

  /** Gives back what was taken after the first `kept` locks. */
  release(transaction: Transaction, kept = 0): void {
    while (transaction.locks.length > kept) {
      const { name, before } = transaction.locks.pop()!;
      const holders = this.#held.get(name)!;
      if (before !== null) holders.set(transaction, before);
      else holders.delete(transaction);
      if (holders.size === 0) this.#held.delete(name);
    }
    if (kept > 0) return;
    if (this.#schemaOwner === transaction) this.#schemaOwner = null;
    if (transaction.locks.length === 0) this.#holders.delete(transaction);
  }
}

function nameOf(request: LockRequest): string {
  return request.kind === 'row' ? `row ${request.table} ${request.row}` : `key ${request.index} ${request.key}`;
}
