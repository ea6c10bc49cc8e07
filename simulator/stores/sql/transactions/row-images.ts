import { tableNamed, type Catalog } from '../dialect/catalog.ts';
import { quoteName } from '../dialect/quoting.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import type { RowImage } from './transaction.ts';

/** How the changed rows look now: what has to be written again to bring the change back. */
export function imagesOf(sqlite: SqliteDatabase, catalog: Catalog, changes: readonly RowChange[]): RowImage[] {
  return changes.map(({ table, row }) => {
    const columns = tableNamed(catalog, table).columns.map((column) => quoteName(column.name));
    const [values] = sqlite.run(`select ${columns.join(', ')} from ${quoteName(table)} where rowid = ?1`, [row]);
    return { table, row, values: values ?? null };
  });
}

/**
 * Writes the images over the latest committed state. Nothing can be in their way: the transaction holds the locks of
 * these rows and of their unique keys. Foreign keys are checked after all of them, since a statement's rows may need each other.
 */
export function replay(sqlite: SqliteDatabase, catalog: Catalog, images: readonly RowImage[]): void {
  sqlite.run('pragma defer_foreign_keys = on');
  for (const { table, row, values } of images) {
    const name = quoteName(table);
    if (values === null) {
      sqlite.run(`delete from ${name} where rowid = ?1`, [row]);
      continue;
    }
    const columns = tableNamed(catalog, table).columns.map((column) => quoteName(column.name));
    const set = columns.map((column, index) => `${column} = ?${index + 2}`).join(', ');
    sqlite.run(`update ${name} set ${set} where rowid = ?1`, [row, ...values]);
    if (sqlite.rowsModified() > 0) continue;
    const marks = columns.map((_, index) => `?${index + 2}`).join(', ');
    sqlite.run(`insert into ${name} (rowid, ${columns.join(', ')}) values (?1, ${marks})`, [row, ...values]);
  }
  sqlite.run('pragma defer_foreign_keys = off');
  sqlite.takeChanges();
}
