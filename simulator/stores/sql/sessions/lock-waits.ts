import type { Transaction } from '../transactions/transaction.ts';

export interface Waiter {
  readonly transaction: Transaction;
  readonly by: ReadonlySet<Transaction>;
  /** Tries the statement again. */
  readonly wake: () => void;
}

/** Who waits for whom. A transaction waits in one place at a time, so the edges make a graph of transactions. */
export class LockWaits {
  /** In order of arrival: the first to wait is the first to try again. */
  readonly #waiters = new Set<Waiter>();

  get size(): number {
    return this.#waiters.size;
  }

  add(waiter: Waiter): void {
    this.#waiters.add(waiter);
  }

  remove(waiter: Waiter): void {
    this.#waiters.delete(waiter);
  }

  /** Wakes everybody who waited for a transaction that is over, or that gave locks back. */
  wakeAfter(ended: Transaction): void {
    for (const waiter of [...this.#waiters]) {
      if (!waiter.by.has(ended)) continue;
      this.#waiters.delete(waiter);
      waiter.wake();
    }
  }

  /** Whether the waiter waits, over others, for itself. */
  inCycle(start: Waiter): boolean {
    const seen = new Set<Transaction>();
    const pending = [...start.by];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === start.transaction) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      for (const waiter of this.#waiters) if (waiter.transaction === next) pending.push(...waiter.by);
    }
    return false;
  }

  clear(): void {
    this.#waiters.clear();
  }
}
