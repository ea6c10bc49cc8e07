import type { Catalog } from '../dialect/catalog.ts';
import type { SqliteDatabase } from '../sqlite-engine.ts';
import { replay } from './row-images.ts';
import type { Transaction } from './transaction.ts';

/**
 * Whose changes SQLite shows at present, besides what is committed: at most one open transaction's. Another's turn
 * rolls them back and replays that other one's own rows from memory.
 */
export class AttachedView {
  readonly #sqlite: SqliteDatabase;
  readonly #catalogFor: (transaction: Transaction) => Catalog;
  #owner: Transaction | null = null;

  constructor(sqlite: SqliteDatabase, catalogFor: (transaction: Transaction) => Catalog) {
    this.#sqlite = sqlite;
    this.#catalogFor = catalogFor;
  }

  /** Shows the transaction's view, for reading. */
  attach(transaction: Transaction): void {
    if (this.#owner === transaction) return;
    this.detach();
    if (transaction.images.length === 0) return;
    this.#sqlite.run('begin');
    this.#owner = transaction;
    replay(this.#sqlite, this.#catalogFor(transaction), transaction);
  }

  /** Shows the transaction's view, for writing. What it writes `atOnce` SQLite commits by itself, with the statement. */
  open(transaction: Transaction, atOnce: boolean): void {
    this.attach(transaction);
    if (this.#owner !== null || atOnce) return;
    this.#sqlite.run('begin');
    this.#owner = transaction;
  }

  /** Shows what is committed, and nothing else. */
  detach(): void {
    if (this.#owner === null) return;
    this.#sqlite.run('rollback');
    this.#sqlite.takeChanges();
    this.#owner = null;
  }

  /** The transaction's changes are not wanted any more. */
  leave(transaction: Transaction): void {
    if (this.#owner === transaction) this.detach();
  }

  commit(transaction: Transaction): void {
    if (this.#owner !== transaction) return;
    this.#sqlite.run('commit');
    this.#owner = null;
  }
}
