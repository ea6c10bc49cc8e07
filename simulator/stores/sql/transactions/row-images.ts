import type { Catalog } from '../dialect/catalog.ts';
import type { RowChange, SqliteDatabase } from '../sqlite-engine.ts';
import { rowStatementsOf } from './row-statements.ts';
import type { RowImage, Transaction } from './transaction.ts';

/** How the changed rows look now: what has to be written again to bring the change back. */
export function imagesOf(sqlite: SqliteDatabase, catalog: Catalog, changes: readonly RowChange[]): RowImage[] {
  return changes.map(({ table, row }) => {
    const [values] = sqlite.run(rowStatementsOf(catalog, table).select, [row]);
    return { table, row, values: values ?? null };
  });
}

/** Whether the rows of one statement may need each other, so that they can only be written again together. */
export function areBoundTogether(catalog: Catalog, images: readonly RowImage[]): boolean {
  return images.length > 1 && images.some(({ table }) => rowStatementsOf(catalog, table).hasReferences);
}

/**
 * Writes the images over the latest committed state. Nothing can be in their way: the transaction holds the locks of
 * these rows and of their unique keys.
 */
export function replay(sqlite: SqliteDatabase, catalog: Catalog, { images, boundImages }: Transaction): void {
  // Only where it must be: each of these pragmas makes SQLite compile every statement anew.
  if (boundImages) sqlite.run('pragma defer_foreign_keys = on');
  for (const { table, row, values } of images) {
    const statements = rowStatementsOf(catalog, table);
    if (values === null) {
      sqlite.run(statements.delete, [row]);
      continue;
    }
    sqlite.run(statements.update, [row, ...values]);
    if (sqlite.rowsModified() === 0) sqlite.run(statements.insert, [row, ...values]);
  }
  if (boundImages) sqlite.run('pragma defer_foreign_keys = off');
  sqlite.takeChanges();
}
