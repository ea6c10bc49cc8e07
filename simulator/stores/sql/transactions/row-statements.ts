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
import { quoteName } from '../dialect/quoting.ts';
import { indexKeySql } from '../dialect/table-sql.ts';

/** A unique index, and how a row's key is told: from its columns' values, or by a query where these do not tell it. */
export interface UniqueKey {
  readonly index: string;
  readonly positions: readonly number[] | null;
  readonly select: string;
}

/** Finds the row that a row refers to. */
export interface ParentQuery {
  readonly key: ForeignKey;
  readonly select: string;
}

/** What is asked and written of a table's rows by their number. Made once, since a statement is found again by its text. */
export interface RowStatements {
  readonly select: string;
  readonly update: string;
  readonly insert: string;
  readonly delete: string;
  readonly uniqueKeys: readonly UniqueKey[];
  readonly parents: readonly ParentQuery[];
  /** By which other rows can be told to be the same, or can refer to a row. */
  readonly keyColumns: ReadonlySet<string>;
  /** Refers to other rows, or is referred to. */
  readonly hasReferences: boolean;
}

const known = new WeakMap<Catalog, Map<string, RowStatements>>();

export function rowStatementsOf(catalog: Catalog, name: string): RowStatements {
  let tables = known.get(catalog);
  if (tables === undefined) known.set(catalog, (tables = new Map()));
  let statements = tables.get(name);
  if (statements === undefined) tables.set(name, (statements = rowStatements(catalog, tableNamed(catalog, name))));
  return statements;
}

function rowStatements(catalog: Catalog, table: Table): RowStatements {
  const name = quoteName(table.name);
  const columns = table.columns.map((column) => quoteName(column.name));
  const set = columns.map((column, index) => `${column} = ?${index + 2}`).join(', ');
  const marks = columns.map((_, index) => `?${index + 2}`).join(', ');
  const children = childrenOf(catalog, table.name);
  const referred = children.flatMap(({ key }) => key.parentColumns);
  return {
    select: `select ${columns.join(', ')} from ${name} where rowid = ?1`,
    update: `update ${name} set ${set} where rowid = ?1`,
    insert: `insert into ${name} (rowid, ${columns.join(', ')}) values (?1, ${marks})`,
    delete: `delete from ${name} where rowid = ?1`,
    uniqueKeys: indexesOf(catalog, table.name)
      .filter((index) => index.unique)
      .map((index) => uniqueKey(catalog, table, index)),
    parents: table.foreignKeys.map((key) => ({ key, select: parentSelect(table, key) })),
    keyColumns: new Set([...keyColumnsOf(catalog, table.name), ...referred]),
    hasReferences: table.foreignKeys.length > 0 || children.length > 0,
  };
}

function uniqueKey(catalog: Catalog, table: Table, index: Index): UniqueKey {
  const columns = columnsOf(index);
  const isPlain = columns !== null && index.where === null;
  const { keys, where } = indexKeySql(catalog, table, index);
  const condition = where === null ? '' : ` and (${where})`;
  return {
    index: index.name,
    positions: isPlain ? columns.map((name) => table.columns.findIndex((column) => column.name === name)) : null,
    select: `select ${keys.join(', ')} from ${quoteName(table.name)} where rowid = ?1${condition}`,
  };
}

function parentSelect(table: Table, key: ForeignKey): string {
  const matches = key.columns.map(
    (column, index) => `p.${quoteName(key.parentColumns[index]!)} = c.${quoteName(column)}`,
  );
  return `select p.rowid from ${quoteName(table.name)} as c cross join ${quoteName(key.parent)} as p on ${matches.join(' and ')} where c.rowid = ?1`;
}
