import { notSupported, positionOf, SqlFailure, typeMismatch } from '../../sql-failure.ts';
import type { Assignment, Delete, Expression, SelectItem, Update } from '../../syntax/ast.ts';
import { spokenName } from '../../types/sql-type.ts';
import { columnNamed, tableNamed, type Column, type Table } from '../catalog.ts';
import { renderCondition } from '../expressions/expression.ts';
import { renderFromList, sourceOfTable } from './from.ts';
import { quoteName } from '../quoting.ts';
import { addSource, childScope, render, type Scope, type Source, type Typed } from '../scope.ts';
import { renderItems, type OutputColumn } from './select-items.ts';
import { renderWith } from './select.ts';
import { cast, literalOf, settle, text } from '../expressions/typed.ts';

export interface RenderedChange {
  readonly sql: string;
  readonly table: Table;
  readonly returning: readonly OutputColumn[];
  /** Columns that existing rows get set; null where whole rows come or go. */
  readonly columns: readonly string[] | null;
  readonly candidates: string | null;
}

export function columnOf(table: Table, name: string, offset: number): Column {
  const column = columnNamed(table, name);
  if (column) return column;
  throw new SqlFailure('42703', `column "${name}" of relation "${table.name}" does not exist`, positionOf(offset));
}

/** The SQL of a value as it goes into a column. */
export function assign(scope: Scope, column: Column, value: Typed, offset?: number): string {
  const sql = cast(scope, value, column.type, 'assignment');
  if (sql !== null) return sql;
  const given = value.open ? ('text' as const) : spokenName(value.type);
  const mismatch = `column "${column.name}" is of type ${spokenName(column.type)} but expression is of type ${given}`;
  const failure = typeMismatch(mismatch, offset);
  throw new SqlFailure('42804', mismatch, {
    hint: 'You will need to rewrite or cast the expression.',
    ...pick(failure),
  });
}

function pick(failure: SqlFailure): { position?: string } {
  return failure.fields.position === undefined ? {} : { position: failure.fields.position };
}

/** What an omitted column gets, or one set to DEFAULT. */
export function defaultOf(scope: Scope, column: Column): string {
  const bare = childScope({ ...scope, parent: null, sources: [] });
  return assign(bare, column, column.default ? render(bare, column.default) : literalOf(null));
}

interface Assigned {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly values: readonly string[];
}

/** A whole row as the assignments would leave it. */
function newRow(table: Table, alias: string, { columns, values }: Assigned): string {
  const all = table.columns.map(
    ({ name }) => values[columns.indexOf(name)] ?? `${quoteName(alias)}.${quoteName(name)}`,
  );
  return all.join(', ');
}

export function renderAssignments(scope: Scope, table: Table, set: readonly Assignment[]): Assigned {
  const columns: string[] = [];
  const values = set.map(({ column: name, value, offset }) => {
    const column = columnOf(table, name, offset);
    if (columns.includes(name)) {
      throw new SqlFailure('42601', `multiple assignments to same column "${name}"`, positionOf(offset));
    }
    if (column.identity === 'always' && value.kind !== 'default') {
      throw new SqlFailure('428C9', `column "${name}" can only be updated to DEFAULT`, {
        detail: `Column "${name}" is an identity column defined as GENERATED ALWAYS.`,
      });
    }
    columns.push(name);
    return value.kind === 'default' ? defaultOf(scope, column) : assign(scope, column, render(scope, value), offset);
  });
  return { sql: columns.map((name, index) => `${quoteName(name)} = ${values[index]}`).join(', '), columns, values };
}

/** SQLite's RETURNING knows the changed table's columns alone, by their bare names. */
export function renderReturning(
  scope: Scope,
  table: Table,
  alias: string,
  items: readonly SelectItem[],
): { sql: string; outputs: OutputColumn[] } {
  if (items.length === 0) return { sql: '', outputs: [] };
  for (const item of items)
    if (item.expression && holdsQuery(item.expression)) throw notSupported('a subquery in RETURNING');
  const source: Source = {
    ...sourceOfTable(table, alias),
    columns: sourceOfTable(table, alias).columns.map((column) => ({ ...column, sql: quoteName(column.name) })),
  };
  const inner: Scope = { ...childScope({ ...scope, parent: null }), sources: [source], clause: 'RETURNING' };
  const outputs = renderItems(inner, items).map((output) => ({ ...output, typed: settle(inner, output.typed, text) }));
  return {
    sql: ` returning ${outputs.map((output, index) => `${output.typed.sql} as c${index + 1}`).join(', ')}`,
    outputs,
  };
}

function holdsQuery(expression: Expression): boolean {
  return expression.kind === 'subquery' || expression.kind === 'exists' || expression.kind === 'in query';
}

export function renderUpdate(outer: Scope, update: Update): RenderedChange {
  outer.translation.changing = update.table;
  const { scope: withTables, sql: prefix } = renderWith(outer, update.with, false);
  const table = tableNamed(outer.translation.catalog, update.table, update.tableOffset);
  outer.translation.reads.add(table.name);
  const alias = update.alias ?? table.name;
  const scope = childScope(withTables);
  addSource(scope, sourceOfTable(table, alias));
  const from = renderFromList(scope, update.from);
  const target: Scope = { ...scope, clause: 'UPDATE' };
  const set = renderAssignments(target, table, update.set);
  const where = update.where ? ` where ${renderCondition({ ...scope, clause: 'WHERE' }, update.where, 'WHERE')}` : '';
  const returning = renderReturning(withTables, table, alias, update.returning);
  const fromClause = from.sql === '' ? '' : ` from ${from.sql}`;
  const name = `${quoteName(table.name)} as ${quoteName(alias)}`;
  const sources = [name, from.sql].filter((source) => source !== '').join(', ');
  return {
    sql: `${prefix}update ${name} set ${set.sql}${fromClause}${where}${returning.sql}`,
    table,
    returning: returning.outputs,
    columns: set.columns,
    candidates: `${prefix}select ${quoteName(alias)}.rowid, ${newRow(table, alias, set)} from ${sources}${where}`,
  };
}

export function renderDelete(outer: Scope, statement: Delete): RenderedChange {
  outer.translation.changing = statement.table;
  const { scope: withTables, sql: prefix } = renderWith(outer, statement.with, false);
  const table = tableNamed(outer.translation.catalog, statement.table, statement.tableOffset);
  outer.translation.reads.add(table.name);
  const alias = statement.alias ?? table.name;
  const scope = childScope(withTables);
  addSource(scope, sourceOfTable(table, alias));
  const using = renderFromList(scope, statement.using);
  // Without a condition SQLite would empty the table at once and tell no hook which rows went.
  const where = statement.where ? renderCondition({ ...scope, clause: 'WHERE' }, statement.where, 'WHERE') : 'true';
  const returning = renderReturning(withTables, table, alias, statement.returning);
  const name = `${quoteName(table.name)} as ${quoteName(alias)}`;
  const row = `${quoteName(alias)}.rowid`;
  const condition = using.sql === '' ? where : `${row} in (select ${row} from ${name}, ${using.sql} where ${where})`;
  return {
    sql: `${prefix}delete from ${name} where ${condition}${returning.sql}`,
    table,
    returning: returning.outputs,
    columns: null,
    candidates: null,
  };
}
