import { notSupported, SqlFailure } from '../../sql-failure.ts';
import type { RowLocking } from '../../syntax/ast.ts';
import type { RenderedFrom } from './from.ts';
import { quoteName, quoteText } from '../quoting.ts';

export interface RenderedLocking {
  readonly strength: RowLocking['strength'];
  readonly busy: RowLocking['busy'];
  /** One hidden column for each table, after the visible ones: the row's own number. */
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  /** Of SKIP LOCKED: it has to act before LIMIT does. */
  readonly condition: string | null;
}

export function lockingClause(locking: RowLocking, tables: RenderedFrom['tables'], grouped: boolean): RenderedLocking {
  const word = `FOR ${locking.strength.toUpperCase()}`;
  if (grouped) throw new SqlFailure('0A000', `${word} is not allowed with GROUP BY, DISTINCT or aggregate functions`);
  const chosen =
    locking.tables.length === 0
      ? tables
      : locking.tables.map((name) => {
          const found = tables.find((table) => table.alias === name);
          if (!found) throw new SqlFailure('42P01', `relation "${name}" in ${word} clause not found in FROM clause`);
          return found;
        });
  if (chosen.some((table) => table.outer)) {
    throw new SqlFailure('0A000', `${word} cannot be applied to the nullable side of an outer join`);
  }
  if (chosen.length === 0) throw notSupported(`${word} without a table`);
  const rowOf = (alias: string): string => `${quoteName(alias)}.rowid`;
  const free = chosen.map(
    (table) => `not pg_row_locked(${quoteText(table.table)}, ${rowOf(table.alias)}, ${quoteText(locking.strength)})`,
  );
  return {
    strength: locking.strength,
    busy: locking.busy,
    tables: chosen.map((table) => table.table),
    columns: chosen.map((table, index) => `${rowOf(table.alias)} as l${index + 1}`),
    condition: locking.busy === 'skip' ? free.join(' and ') : null,
  };
}
