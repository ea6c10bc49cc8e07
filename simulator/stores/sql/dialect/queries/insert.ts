import { positionOf, SqlFailure } from '../../sql-failure.ts';
import type { Conflict, Expression, Insert } from '../../syntax/ast.ts';
import { columnsOf, indexesOf, tableNamed, type Column, type Table } from '../catalog.ts';
import { assign, columnOf, defaultOf, renderAssignments, renderReturning, type RenderedChange } from './change.ts';
import { renderCondition } from '../expressions/expression.ts';
import { sourceOfTable } from './from.ts';
import { quoteName } from '../quoting.ts';
import { childScope, render, type Scope, type Source } from '../scope.ts';
import { renderQuery, renderWith } from './select.ts';

export function renderInsert(outer: Scope, insert: Insert): RenderedChange {
  const { scope, sql: prefix } = renderWith(outer, insert.with, false);
  const table = tableNamed(outer.translation.catalog, insert.table, insert.tableOffset);
  const alias = insert.alias ?? table.name;
  const targets = insert.columns
    ? insert.columns.map(({ name, offset }) => columnOf(table, name, offset))
    : table.columns.slice(0, widthOf(insert) ?? table.columns.length);
  const twice = targets.find((column, index) => targets.indexOf(column) !== index);
  if (twice) throw new SqlFailure('42701', `column "${twice.name}" specified more than once`);
  const source = renderSource(scope, table, targets, insert);
  const conflict = insert.conflict ? renderConflict(scope, table, alias, insert.conflict) : { sql: '', columns: [] };
  const returning = renderReturning(scope, table, alias, insert.returning);
  const columns = table.columns.map((column) => quoteName(column.name)).join(', ');
  return {
    sql: `${prefix}insert into ${quoteName(table.name)} as ${quoteName(alias)} (${columns}) ${source}${conflict.sql}${returning.sql}`,
    table,
    returning: returning.outputs,
    columns: conflict.columns,
    candidates: `select null, * from (${prefix}${source})`,
  };
}

function widthOf(insert: Insert): number | null {
  const body = insert.source?.body;
  return body?.kind === 'values' ? body.rows[0]!.length : null;
}

/** Every column gets its value here, so that defaults have one home: the catalog. */
function renderSource(scope: Scope, table: Table, targets: readonly Column[], insert: Insert): string {
  const query = insert.source;
  const valueOf = (column: Column, given: (index: number) => string): string => {
    const index = targets.indexOf(column);
    return index < 0 ? defaultOf(scope, column) : given(index);
  };
  if (query === null) return `values (${table.columns.map((column) => defaultOf(scope, column)).join(', ')})`;
  const plain = query.body.kind === 'values' && query.orderBy.length === 0 && !query.limit && !query.offset;
  if (query.body.kind === 'values' && plain && query.with.length === 0) {
    const rows = query.body.rows.map((row) => {
      checkWidth(targets, row.length, insert);
      const values = table.columns.map((column) => valueOf(column, (index) => renderValue(scope, column, row[index]!)));
      return `(${values.join(', ')})`;
    });
    return `values ${rows.join(', ')}`;
  }
  const inner = renderQuery(
    scope,
    query,
    targets.map((column) => column.type),
  );
  const chosen = insert.columns ? targets : targets.slice(0, inner.columns.length);
  checkWidth(chosen, inner.columns.length, insert);
  for (const column of chosen) refuseIdentity(column);
  const values = table.columns.map((column) => {
    const index = chosen.indexOf(column);
    if (index < 0) return defaultOf(scope, column);
    const given = inner.columns[index]!;
    return assign(scope, column, { sql: `s.${given.name}`, type: given.type });
  });
  // SQLite cannot tell an upsert's ON from a join's without a WHERE.
  return `select ${values.join(', ')} from (${inner.sql}) as s where true`;
}

function renderValue(scope: Scope, column: Column, value: Expression): string {
  if (value.kind === 'default') return defaultOf(scope, column);
  refuseIdentity(column);
  return assign(scope, column, render(childScope(scope), value), 'offset' in value ? value.offset : undefined);
}

function refuseIdentity(column: Column): void {
  if (column.identity !== 'always') return;
  throw new SqlFailure('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
    detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
    hint: 'Use OVERRIDING SYSTEM VALUE to override.',
  });
}

function checkWidth(targets: readonly Column[], width: number, insert: Insert): void {
  if (targets.length === width) return;
  const message =
    targets.length < width
      ? 'INSERT has more expressions than target columns'
      : 'INSERT has more target columns than expressions';
  throw new SqlFailure('42601', message, positionOf(insert.columns?.[0]?.offset));
}

function renderConflict(
  scope: Scope,
  table: Table,
  alias: string,
  conflict: Conflict,
): { sql: string; columns: readonly string[] } {
  const arbiter = arbiterOf(scope, table, conflict);
  const target = arbiter === null ? '' : ` (${arbiter.columns.map(quoteName).join(', ')})${arbiter.where}`;
  if (conflict.update === null) return { sql: ` on conflict${target} do nothing`, columns: [] };
  const excluded: Source = {
    alias: 'excluded',
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      sql: `excluded.${quoteName(column.name)}`,
      columnId: 0,
    })),
    table: null,
  };
  const inner: Scope = {
    ...childScope(scope),
    sources: [sourceOfTable(table, alias), excluded],
    clause: 'ON CONFLICT',
  };
  const set = renderAssignments(inner, table, conflict.update.set);
  const where = conflict.update.where ? ` where ${renderCondition(inner, conflict.update.where, 'WHERE')}` : '';
  return { sql: ` on conflict${target} do update set ${set.sql}${where}`, columns: set.columns };
}

function arbiterOf(
  scope: Scope,
  table: Table,
  conflict: Conflict,
): { columns: readonly string[]; where: string } | null {
  if (conflict.columns === null && conflict.constraint === null) return null;
  for (const name of conflict.columns ?? []) columnOf(table, name, 0);
  const wanted = [...(conflict.columns ?? [])].sort().join();
  for (const index of indexesOf(scope.translation.catalog, table.name)) {
    const columns = columnsOf(index);
    if (!index.unique || columns === null) continue;
    const fits =
      conflict.constraint === null ? [...columns].sort().join() === wanted : index.name === conflict.constraint;
    if (!fits || (index.where !== null && conflict.where === null && conflict.constraint === null)) continue;
    const bare: Source = {
      ...sourceOfTable(table, table.name),
      columns: sourceOfTable(table, table.name).columns.map((column) => ({ ...column, sql: quoteName(column.name) })),
    };
    const inner: Scope = { ...childScope(scope), sources: [bare] };
    return { columns, where: index.where === null ? '' : ` where ${renderCondition(inner, index.where, 'WHERE')}` };
  }
  if (conflict.constraint !== null) {
    throw new SqlFailure('42704', `constraint "${conflict.constraint}" for table "${table.name}" does not exist`);
  }
  throw new SqlFailure('42P10', 'there is no unique or exclusion constraint matching the ON CONFLICT specification');
}
