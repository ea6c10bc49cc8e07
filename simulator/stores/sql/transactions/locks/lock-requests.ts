import type { Catalog } from '../../dialect/catalog.ts';
import type { Plan } from '../../dialect/plan.ts';
import type { RowChange, SqliteDatabase } from '../../sqlite-engine.ts';
import type { StoredValue } from '../../types/text-codec.ts';
import type { LockRequest } from './lock-table.ts';
import { rowStatementsOf, type ParentQuery, type UniqueKey } from '../row-statements.ts';
import type { RowImage } from '../transaction.ts';

/**
 * Which locks a statement needs, told from the rows that it changed and how each of them looks now. Read in the
 * transaction's own view.
 */
export function locksFor(
  sqlite: SqliteDatabase,
  catalog: Catalog,
  plan: Plan,
  changes: readonly RowChange[],
  images: readonly RowImage[],
): LockRequest[] {
  const requests: LockRequest[] = [];
  changes.forEach(({ table, row, operation }, position) => {
    const { keyColumns, uniqueKeys, parents } = rowStatementsOf(catalog, table);
    // Other tables change by cascade only, where nothing is known of the columns set.
    const columns = plan.change?.table === table ? plan.change.columns : null;
    const keyChanged = operation !== 'update' || columns === null || columns.some((column) => keyColumns.has(column));
    const strength = keyChanged ? 'update' : 'no key update';
    requests.push({ kind: 'row', table, row, strength, isNew: operation === 'insert' });
    if (operation === 'delete') return;
    if (keyChanged) addKeys(requests, sqlite, uniqueKeys, images[position]!);
    for (const parent of parents) {
      const touched =
        operation === 'insert' || columns === null || parent.key.columns.some((name) => columns.includes(name));
      if (touched) addParents(requests, sqlite, parent, row);
    }
  });
  return requests;
}

/** A unique value that is not committed yet makes the next one to use it wait. */
function addKeys(
  requests: LockRequest[],
  sqlite: SqliteDatabase,
  uniqueKeys: readonly UniqueKey[],
  { row, values }: RowImage,
): void {
  if (values === null) return;
  for (const { index, positions, select } of uniqueKeys) {
    const key: StoredValue[] | undefined = positions
      ? positions.map((position) => values[position]!)
      : sqlite.run(select, [row])[0];
    if (key && !key.includes(null)) requests.push({ kind: 'key', index, key: key.map(String).join('\u0001') });
  }
}

/** A row that refers to another keeps it from being deleted, even before either is committed. */
function addParents(requests: LockRequest[], sqlite: SqliteDatabase, { key, select }: ParentQuery, row: number): void {
  for (const [parent] of sqlite.run(select, [row])) {
    requests.push({ kind: 'row', table: key.parent, row: Number(parent), strength: 'key share' });
  }
}
