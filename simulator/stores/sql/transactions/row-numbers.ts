import { quoteName } from '../dialect/quoting.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import type { LockTable } from './locks/lock-table.ts';
import type { Transaction } from './transaction.ts';

/** SQLite numbers a new row after the last one that it sees, and each transaction's view shows other ones. */
export class RowNumbers {
  readonly #sqlite: SqliteDatabase;
  readonly #locks: LockTable;
  /** The largest number ever seen of each table. */
  readonly #last = new Map<string, number>();

  constructor(sqlite: SqliteDatabase, locks: LockTable) {
    this.#sqlite = sqlite;
    this.#locks = locks;
  }

  /** A new row that got the number of another transaction's new row moves on to a number of its own. */
  own(transaction: Transaction, changes: readonly RowChange[]): readonly RowChange[] {
    const mayCollide = this.#locks.othersHoldLocks(transaction);
    return mayCollide ? changes.map((change) => this.#moved(transaction, change)) : this.#noted(changes);
  }

  #noted(changes: readonly RowChange[]): readonly RowChange[] {
    for (const { table, row } of changes) {
      if (row > (this.#last.get(table) ?? 0)) this.#last.set(table, row);
    }
    return changes;
  }

  #moved(transaction: Transaction, change: RowChange): RowChange {
    const { operation, table, row } = change;
    const last = this.#last.get(table) ?? 0;
    const isTaken =
      operation === 'insert' &&
      this.#locks.blockersOf(transaction, [{ kind: 'row', table, row, strength: 'update' }]).size > 0;
    if (!isTaken) {
      this.#last.set(table, Math.max(last, row));
      return change;
    }
    this.#sqlite.run(`update ${quoteName(table)} set rowid = ?2 where rowid = ?1`, [row, last + 1]);
    this.#sqlite.takeChanges();
    this.#last.set(table, last + 1);
    return { operation, table, row: last + 1 };
  }
}
