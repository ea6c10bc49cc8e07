import {
  childrenOf,
  columnsOf,
  indexesOf,
  keyColumnsOf,
  tableNamed,
  type Catalog,
  type ForeignKey,
  type Index,
  type Table,
} from '../dialect/catalog.ts';
import type { Plan } from '../dialect/plan.ts';
import { quoteName } from '../dialect/quoting.ts';
import { indexKeySql } from '../dialect/table-sql.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import type { StoredValue } from '../types/text-codec.ts';
import type { LockRequest } from './lock-table.ts';

/** Which locks a statement needs, told from the rows that it changed. Read in the transaction's own view. */
export function locksFor(
  sqlite: SqliteDatabase,
  catalog: Catalog,
  plan: Plan,
  changes: readonly RowChange[],
): LockRequest[] {
  const requests: LockRequest[] = [];
  for (const change of changes) {
    const table = tableNamed(catalog, change.table);
    // Other tables change by cascade only, where nothing is known of the columns set.
    const columns = plan.change?.table === table.name ? plan.change.columns : null;
    const keyChanged = change.operation !== 'update' || columns === null || setsKey(catalog, table, columns);
    requests.push({
      kind: 'row',
      table: table.name,
      row: change.row,
      strength: keyChanged ? 'update' : 'no key update',
      isNew: change.operation === 'insert',
    });
    if (change.operation === 'delete') continue;
    if (keyChanged) requests.push(...keysOf(sqlite, catalog, table, change.row));
    for (const key of table.foreignKeys) {
      const touched =
        change.operation === 'insert' || columns === null || key.columns.some((name) => columns.includes(name));
      if (touched) requests.push(...parentOf(sqlite, table, key, change.row));
    }
  }
  return requests;
}

function setsKey(catalog: Catalog, table: Table, columns: readonly string[]): boolean {
  const keys = keyColumnsOf(catalog, table.name);
  const referred = new Set(childrenOf(catalog, table.name).flatMap(({ key }) => key.parentColumns));
  return columns.some((column) => keys.has(column) || referred.has(column));
}

/** A unique value that is not committed yet makes the next one to use it wait. */
function keysOf(sqlite: SqliteDatabase, catalog: Catalog, table: Table, row: number): LockRequest[] {
  const requests: LockRequest[] = [];
  for (const index of indexesOf(catalog, table.name)) {
    if (!index.unique) continue;
    const [key] = sqlite.run(keyQuery(catalog, table, index), [row]);
    if (key && !key.includes(null))
      requests.push({ kind: 'key', index: index.name, key: key.map(keyText).join('\u0001') });
  }
  return requests;
}

function keyText(value: StoredValue): string {
  return String(value);
}

function keyQuery(catalog: Catalog, table: Table, index: Index): string {
  const columns = columnsOf(index);
  const from = `from ${quoteName(table.name)} where rowid = ?1`;
  if (columns !== null && index.where === null) return `select ${columns.map(quoteName).join(', ')} ${from}`;
  const { keys, where } = indexKeySql(catalog, table, index);
  return `select ${keys.join(', ')} ${from}${where === null ? '' : ` and (${where})`}`;
}

/** A row that refers to another keeps it from being deleted, even before either is committed. */
function parentOf(sqlite: SqliteDatabase, table: Table, key: ForeignKey, row: number): LockRequest[] {
  const matches = key.columns.map(
    (column, index) => `p.${quoteName(key.parentColumns[index]!)} = c.${quoteName(column)}`,
  );
  const found = sqlite.run(
    `select p.rowid from ${quoteName(table.name)} as c cross join ${quoteName(key.parent)} as p on ${matches.join(' and ')} where c.rowid = ?1`,
    [row],
  );
  return found.map(([parent]) => ({ kind: 'row', table: key.parent, row: Number(parent), strength: 'key share' }));
}
