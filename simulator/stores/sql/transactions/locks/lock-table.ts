import type { RowLocking } from '../../syntax/ast.ts';
import type { Transaction } from '../transaction.ts';

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

/** One transaction's part in a lock. */
interface Holding {
  readonly holder: Transaction;
  strength: LockStrength;
  readonly isNew: boolean;
}

/** PostgreSQL's table of row-level lock conflicts. */
const conflicts: Readonly<Record<LockStrength, readonly LockStrength[]>> = {
  'key share': ['update'],
  share: ['no key update', 'update'],
  'no key update': ['share', 'no key update', 'update'],
  update: ['key share', 'share', 'no key update', 'update'],
};

const ranks: readonly LockStrength[] = ['key share', 'share', 'no key update', 'update'];

const nobody: ReadonlySet<Transaction> = new Set();

/** Who holds which row or key. It only answers; waiting is the session's affair. */
export class LockTable {
  readonly #held = new Map<string, Holding[]>();
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
  blockersOf(transaction: Transaction, requests: readonly LockRequest[]): ReadonlySet<Transaction> {
    let blockers: Set<Transaction> | null = null;
    for (const request of requests) {
      const holdings = this.#held.get(nameOf(request));
      if (holdings === undefined) continue;
      const wanted = request.kind === 'key' ? 'update' : request.strength;
      for (const { holder, strength } of holdings) {
        if (holder !== transaction && conflicts[wanted].includes(strength)) (blockers ??= new Set()).add(holder);
      }
    }
    return blockers ?? nobody;
  }

  /** Transactions that deleted rows of the table which are there for everybody else, or changed their keys. */
  keyChangersOf(transaction: Transaction, table: string): Set<Transaction> {
    const found = new Set<Transaction>();
    for (const [name, holdings] of this.#held) {
      if (!name.startsWith(`row ${table} `)) continue;
      for (const { holder, strength, isNew } of holdings) {
        if (holder !== transaction && strength === 'update' && !isNew) found.add(holder);
      }
    }
    return found;
  }

  take(transaction: Transaction, requests: readonly LockRequest[]): void {
    for (const request of requests) {
      const name = nameOf(request);
      const wanted = request.kind === 'key' ? 'update' : request.strength;
      let holdings = this.#held.get(name);
      if (holdings === undefined) this.#held.set(name, (holdings = []));
      const own = holdings.find(({ holder }) => holder === transaction);
      if (own === undefined) {
        const isNew = request.kind === 'row' && request.isNew === true;
        holdings.push({ holder: transaction, strength: wanted, isNew });
        transaction.locks.push({ name, before: null });
      } else if (ranks.indexOf(own.strength) < ranks.indexOf(wanted)) {
        transaction.locks.push({ name, before: own.strength });
        own.strength = wanted;
      }
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
      const holdings = this.#held.get(name)!;
      const index = holdings.findIndex(({ holder }) => holder === transaction);
      if (before !== null) holdings[index]!.strength = before;
      else if (holdings.length === 1) this.#held.delete(name);
      else holdings.splice(index, 1);
    }
    if (kept > 0) return;
    if (this.#schemaOwner === transaction) this.#schemaOwner = null;
    if (transaction.locks.length === 0) this.#holders.delete(transaction);
  }
}

function nameOf(request: LockRequest): string {
  return request.kind === 'row' ? `row ${request.table} ${request.row}` : `key ${request.index} ${request.key}`;
}
