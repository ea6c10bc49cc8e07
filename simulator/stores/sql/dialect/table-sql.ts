import { notSupported } from '../sql-failure.ts';
import type { ReferentialAction } from '../syntax/statement.ts';
import { storageOf } from '../types/sql-type.ts';
import { tableNamed, type Catalog, type Check, type Column, type Index, type Table } from './catalog.ts';
import { renderCondition } from './expressions/expression.ts';
import { sourceOfTable } from './queries/from.ts';
import { newScope } from './plan.ts';
import { quoteName } from './quoting.ts';
import { render, type Scope } from './scope.ts';

/** Columns by bare name, as CHECK and index expressions refer to them. */
export function scopeOfTable(catalog: Catalog, table: Table): Scope {
  const source = sourceOfTable(table, table.name);
  const columns = source.columns.map((column) => ({ ...column, sql: quoteName(column.name) }));
  return { ...newScope(catalog), sources: [{ ...source, columns }], clause: 'check constraints' };
}

// RESTRICT fails at once and NO ACTION at the statement's end; within one statement that is seldom to be told apart,
// and SQLite's RESTRICT would also stop the replay of a transaction's rows.
const actions: Readonly<Record<ReferentialAction, string>> = {
  'no action': 'no action',
  restrict: 'no action',
  cascade: 'cascade',
  'set null': 'set null',
  'set default': 'set default',
};

export function tableSql(catalog: Catalog, table: Table): string {
  const scope = scopeOfTable(catalog, table);
  const parts = [
    ...table.columns.map(columnSql),
    ...inNameOrder(table.checks).map(
      ({ name, expression }) => `CONSTRAINT ${quoteName(name)} CHECK (${renderCondition(scope, expression, 'CHECK')})`,
    ),
    ...table.foreignKeys.map((key) => {
      if (key.onDelete === 'set default' || key.onUpdate === 'set default')
        throw notSupported('SET DEFAULT of a foreign key');
      const columns = key.columns.map(quoteName).join(', ');
      const parent = `${quoteName(key.parent)} (${key.parentColumns.map(quoteName).join(', ')})`;
      return `CONSTRAINT ${quoteName(key.name)} FOREIGN KEY (${columns}) REFERENCES ${parent} ON DELETE ${actions[key.onDelete]} ON UPDATE ${actions[key.onUpdate]}`;
    }),
  ];
  // SQLite has no table without columns; PostgreSQL's is of no use here.
  if (table.columns.length === 0) throw notSupported('a table without columns');
  return `CREATE TABLE ${quoteName(table.name)} (${parts.join(', ')})`;
}

/** Never `INTEGER PRIMARY KEY`, which would make the column the row's own number. Keys are indexes beside the table. */
function columnSql(column: Column): string {
  return `${quoteName(column.name)} ${storageOf(column.type)}${column.notNull ? ' NOT NULL' : ''}`;
}

/** PostgreSQL checks a row's constraints in the order of their names. */
function inNameOrder(checks: readonly Check[]): readonly Check[] {
  return [...checks].sort((left, right) => (left.name < right.name ? -1 : 1));
}

export function indexKeySql(catalog: Catalog, table: Table, index: Index): { keys: string[]; where: string | null } {
  const scope: Scope = { ...scopeOfTable(catalog, table), clause: 'index expressions' };
  const keys = index.keys.map(({ expression }) => render(scope, expression).sql);
  const where = index.where === null ? null : renderCondition(scope, index.where, 'WHERE');
  // SQLite takes only what it knows to give the same result for ever; of our own functions it does not know.
  if ([...keys, where ?? ''].some((sql) => sql.includes('pg_'))) throw notSupported('this expression in an index');
  return { keys, where };
}

export function indexSql(catalog: Catalog, index: Index): string {
  const { keys, where } = indexKeySql(catalog, tableNamed(catalog, index.table), index);
  const parts = keys.map((key, position) => `${key}${index.keys[position]!.descending ? ' desc' : ''}`);
  const unique = index.unique ? 'UNIQUE ' : '';
  const name = `${quoteName(index.name)} on ${quoteName(index.table)}`;
  return `CREATE ${unique}INDEX ${name} (${parts.join(', ')})${where === null ? '' : ` where ${where}`}`;
}
