import { quoteName } from '../dialect/quoting.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import type { LockRequest, LockTable } from './lock-table.ts';
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
  own(transaction: Transaction, changes: readonly RowChange[]): RowChange[] {
    return changes.map((change) => {
      const last = this.#last.get(change.table) ?? 0;
      const request: LockRequest = { kind: 'row', table: change.table, row: change.row, strength: 'update' };
      const taken = change.operation === 'insert' && this.#locks.blockersOf(transaction, [request]).size > 0;
      const row = taken ? last + 1 : change.row;
      if (taken) {
        this.#sqlite.run(`update ${quoteName(change.table)} set rowid = ?2 where rowid = ?1`, [change.row, row]);
        this.#sqlite.takeChanges();
      }
      this.#last.set(change.table, Math.max(last, row));
      return { ...change, row };
    });
  }
}
