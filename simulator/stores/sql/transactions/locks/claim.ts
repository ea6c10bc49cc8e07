import type { Catalog } from '../../dialect/catalog.ts';
import type { Plan } from '../../dialect/plan.ts';
import type { RowChange, SqliteDatabase } from '../../sqlite-engine.ts';
import type { StoredValue } from '../../types/text-codec.ts';
import type { Outcome } from '../outcome.ts';
import { areBoundTogether, imagesOf } from '../row-images.ts';
import type { Transaction } from '../transaction.ts';
import { locksFor } from './lock-requests.ts';
import type { LockTable } from './lock-table.ts';

interface Holding {
  readonly sqlite: SqliteDatabase;
  readonly catalog: Catalog;
  readonly locks: LockTable;
}

/** Takes the locks of what was changed or read for update and keeps the rows for later, or tells who holds them. */
export function claim(
  { sqlite, catalog, locks }: Holding,
  transaction: Transaction,
  plan: Plan,
  changes: readonly RowChange[],
  rows: readonly StoredValue[][],
): Outcome | null {
  const alone = !locks.othersHoldLocks(transaction);
  if (alone && transaction.single) return null;
  const images = imagesOf(sqlite, catalog, changes);
  const requests = locksFor(sqlite, catalog, plan, changes, images);
  if (plan.locking) {
    const { tables, strength } = plan.locking;
    for (const row of rows) {
      tables.forEach((table, index) => {
        requests.push({ kind: 'row', table, row: Number(row[plan.columnTypes.length + index]), strength });
      });
    }
  }
  if (!alone) {
    const by = locks.blockersOf(transaction, requests);
    if (by.size > 0) return { kind: 'blocked', by, waits: plan.locking?.busy !== 'nowait' };
  }
  locks.take(transaction, requests);
  if (!transaction.single && transaction.catalog === null) {
    transaction.images.push(...images);
    transaction.boundImages ||= areBoundTogether(catalog, images);
  }
  return null;
}
