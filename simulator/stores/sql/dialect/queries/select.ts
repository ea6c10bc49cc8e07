import { notSupported, positionOf, SqlFailure } from '../../sql-failure.ts';
import type { CommonTable, Expression, OrderItem, Query, QueryBody, Select } from '../../syntax/ast.ts';
import { isUnknown, type SqlType } from '../../types/sql-type.ts';
import { orderTerm, sortable } from '../expressions/calls.ts';
import { renderCondition } from '../expressions/expression.ts';
import { namedColumns, renderFromList, type RenderedFrom } from './from.ts';
import { renderItems, type OutputColumn } from './select-items.ts';
import { groupingOf, holdsAggregates, isGrouped, resolveGroupBy } from './grouping.ts';
import { lockingClause, type RenderedLocking } from './row-locking.ts';
import { quoteName } from '../quoting.ts';
import { childScope, render, type RenderedQuery, type Scope, type Source } from '../scope.ts';
import { bigint, cast, castOrFail, commonType, settle, text, type Typed } from '../expressions/typed.ts';

export interface FullQuery extends RenderedQuery {
  readonly outputs: readonly OutputColumn[];
  readonly locking: RenderedLocking | null;
}

export function renderNestedQuery(scope: Scope, query: Query): RenderedQuery {
  if (query.locking === null) return renderQuery(scope, query);
  // Its rows are the ones that the statement around it changes, so their locks come with the change.
  const inner = renderQuery(scope, query);
  const { changing } = scope.translation;
  if (query.locking.busy === 'nowait' || inner.locking?.tables.some((table) => table !== changing)) {
    throw notSupported('FOR UPDATE in a subquery, other than to choose the rows that UPDATE or DELETE changes,');
  }
  return inner;
}

export function renderQuery(outer: Scope, query: Query, hints: readonly SqlType[] = []): FullQuery {
  const { scope, sql: prefix } = renderWith(outer, query.with, query.recursive);
  const limit = renderLimit(scope, query);
  if (query.body.kind === 'select') {
    const select = renderSelect(scope, query.body, query, hints);
    return { ...select, sql: `${prefix}${select.sql}${limit}` };
  }
  if (query.locking) throw notSupported('FOR UPDATE with UNION, INTERSECT, EXCEPT or VALUES');
  const body = renderBody(scope, query.body, hints);
  if (query.orderBy.length === 0) return { ...body, sql: `${prefix}${body.sql}${limit}` };
  const source: Source = { alias: 'q', columns: namedColumns('q', body.columns, []), table: null };
  const inner: Scope = { ...childScope(scope), sources: [source] };
  const terms = query.orderBy.map((item) => orderTerm(orderedOutput(inner, item.expression, body.outputs), item));
  const names = body.columns.map((column) => column.name).join(', ');
  return { ...body, sql: `${prefix}select ${names} from (${body.sql}) as q order by ${terms.join(', ')}${limit}` };
}

function orderedOutput(scope: Scope, expression: Expression, outputs: readonly OutputColumn[]): string {
  if (expression.kind === 'number') {
    const output = outputs[Number(expression.text) - 1];
    if (!output) throw badPosition(expression.text, 'ORDER BY');
    return sortable({ ...output.typed, sql: `q.c${expression.text}` });
  }
  return sortable(render(scope, expression));
}

function badPosition(text: string, clause: string): SqlFailure {
  return new SqlFailure('42P10', `${clause} position ${text} is not in select list`);
}

/** Renders WITH; the scope returned knows its tables. */
export function renderWith(
  outer: Scope,
  tables: readonly CommonTable[],
  recursive: boolean,
): { scope: Scope; sql: string } {
  if (tables.length === 0) return { scope: outer, sql: '' };
  const commonTables = new Map(outer.commonTables);
  const scope: Scope = { ...outer, commonTables };
  const parts = tables.map((table) => {
    const { body } = table.query;
    if (recursive && body.kind === 'set operation') {
      // The first branch decides the columns that the recursive one sees.
      commonTables.set(table.name, commonSource(table, renderBody(childScope(scope), body.left, [])));
    }
    const inner = renderNestedQuery(childScope(scope), table.query);
    commonTables.set(table.name, commonSource(table, inner));
    return `${quoteName(table.name)}(${inner.columns.map((column) => column.name).join(', ')}) as (${inner.sql})`;
  });
  return { scope, sql: `with ${recursive ? 'recursive ' : ''}${parts.join(', ')} ` };
}

function commonSource(table: CommonTable, inner: RenderedQuery): Source {
  const columns = inner.columns.map((column, index) => ({
    name: table.columns[index] ?? column.label,
    type: isUnknown(column.type) ? text : column.type,
    sql: column.name,
    columnId: 0,
  }));
  return { alias: table.name, columns, table: null };
}

function renderLimit(scope: Scope, query: Query): string {
  if (!query.limit && !query.offset) return '';
  const amount = (expression: Expression | null, name: string): string => {
    if (!expression) return '-1';
    return `pg_limit('${name}', ${castOrFail(scope, render(childScope(scope), expression), bigint, 'assignment')})`;
  };
  const limit = ` limit ${amount(query.limit, 'LIMIT')}`;
  return query.offset ? `${limit} offset ${amount(query.offset, 'OFFSET')}` : limit;
}

function renderBody(scope: Scope, body: QueryBody, hints: readonly SqlType[]): FullQuery {
  switch (body.kind) {
    case 'select':
      return renderSelect(scope, body, null, hints);
    case 'nested':
      return renderQuery(scope, body.query, hints);
    case 'values': {
      const rows = body.rows.map((row) => row.map((item) => render(childScope(scope), item)));
      const outputs = rows[0]!.map((_, index): OutputColumn => {
        const type = commonType([...rows.map((row) => row[index]!.type), ...hints.slice(index, index + 1)], 'VALUES');
        return { label: `column${index + 1}`, typed: { sql: `column${index + 1}`, type }, origin: null };
      });
      const tuples = rows.map(
        (row) =>
          `(${row.map((item, index) => castOrFail(scope, item, outputs[index]!.typed.type, 'assignment')).join(', ')})`,
      );
      const picked = outputs.map((output, index) => `${output.typed.sql} as c${index + 1}`).join(', ');
      return finish(`select ${picked} from (values ${tuples.join(', ')})`, outputs);
    }
    case 'set operation':
      return renderSetOperation(scope, body, hints);
  }
}

function renderSetOperation(
  scope: Scope,
  body: Extract<QueryBody, { kind: 'set operation' }>,
  hints: readonly SqlType[],
): FullQuery {
  // A literal takes the type of its opposite number in the other branch.
  const first = renderBody(scope, body.left, hints);
  const right = renderBody(
    scope,
    body.right,
    first.columns.map((column) => column.type),
  );
  const rightTypes = right.columns.map((column) => column.type);
  const left = body.left.kind === 'select' ? renderBody(scope, body.left, rightTypes) : first;
  const word = body.operator.split(' ')[0]!.toUpperCase();
  if (left.columns.length !== right.columns.length) {
    throw new SqlFailure('42601', `each ${word} query must have the same number of columns`);
  }
  const types = left.columns.map((column, index) => commonType([column.type, right.columns[index]!.type], word));
  const branch = (side: FullQuery, written: QueryBody, isLeft: boolean): string => {
    const picked = side.columns.map((column, index) => {
      const sql = cast(scope, { sql: column.name, type: column.type }, types[index]!, 'implicit');
      return isUnknown(column.type) || sql === null ? column.name : sql;
    });
    // Left bare where that is safe: SQLite wants a recursive table right in the branch's own FROM.
    const bare = written.kind === 'select' || (isLeft && written.kind === 'set operation');
    if (bare && picked.every((sql, index) => sql === side.columns[index]!.name)) return side.sql;
    return `select ${picked.map((sql, index) => `${sql} as c${index + 1}`).join(', ')} from (${side.sql})`;
  };
  const outputs = left.outputs.map((output, index) => ({
    ...output,
    typed: { sql: '', type: types[index]! },
    origin: null,
  }));
  return finish(`${branch(left, body.left, true)} ${body.operator} ${branch(right, body.right, false)}`, outputs);
}

function finish(sql: string, outputs: readonly OutputColumn[], locking: RenderedLocking | null = null): FullQuery {
  const columns = outputs.map((output, index) => ({
    name: `c${index + 1}`,
    label: output.label,
    type: output.typed.type,
  }));
  return { sql, columns, outputs, locking };
}

function renderSelect(outer: Scope, select: Select, query: Query | null, hints: readonly SqlType[]): FullQuery {
  const scope = childScope(outer);
  const from = renderFromList(scope, select.from);
  const where = select.where ? renderCondition({ ...scope, clause: 'WHERE' }, select.where, 'WHERE') : null;
  const orderBy = query?.orderBy ?? [];
  const groupBy = resolveGroupBy(select, scope);
  const grouped = isGrouped(select, orderBy);
  const groups = groupBy.map((item) => settle(scope, render({ ...scope, clause: 'GROUP BY' }, item), text));
  const after: Scope = grouped ? { ...scope, grouping: groupingOf(scope, groups) } : scope;
  const outputs = renderItems(after, select.items).map((output, index) => ({
    ...output,
    typed: settle(scope, output.typed, hints[index] ?? text),
  }));
  if (select.having && groups.length === 0 && !holdsAggregates(select)) {
    throw notSupported('HAVING without GROUP BY or an aggregate');
  }
  const having = select.having ? renderCondition(after, select.having, 'HAVING') : null;
  const order = orderBy.map((item) => orderTerm(sortable(orderedItem(after, item, outputs, select)), item));
  const locking = query?.locking ? lockingClause(query.locking, from.tables, grouped || select.distinct) : null;
  const conditions = [where, locking?.condition ?? null].filter((condition) => condition !== null);
  const picked = outputs.map((output, index) => `${output.typed.sql} as c${index + 1}`);
  const hidden = outer.translation.changing === null ? (locking?.columns ?? []) : [];
  const sql = [
    `select ${select.distinct ? 'distinct ' : ''}${[...picked, ...hidden].join(', ') || 'null'}`,
    fromClause(from),
    conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '',
    groups.length > 0 ? ` group by ${groups.map((group) => groupKey(group)).join(', ')}` : '',
    having === null ? '' : ` having ${having}`,
    order.length > 0 ? ` order by ${order.join(', ')}` : '',
  ].join('');
  return finish(sql, outputs, locking);
}

function fromClause(from: RenderedFrom): string {
  return from.sql === '' ? '' : ` from ${from.sql}`;
}

function groupKey({ sql, type }: Typed): string {
  return type.name === 'numeric' && !type.array ? `pg_numeric_key(${sql})` : sql;
}

/** An output's name or number, or any expression over the input. */
function orderedItem(scope: Scope, item: OrderItem, outputs: readonly OutputColumn[], select: Select): Typed {
  const { expression } = item;
  if (expression.kind === 'number' && /^\d+$/.test(expression.text)) {
    const output = outputs[Number(expression.text) - 1];
    if (!output) throw badPosition(expression.text, 'ORDER BY');
    return output.typed;
  }
  if (expression.kind === 'column' && expression.table === null) {
    const named = outputs.filter((output) => output.label === expression.name);
    if (named.length > 1 && new Set(named.map((output) => output.typed.sql)).size > 1) {
      throw new SqlFailure('42702', `ORDER BY "${expression.name}" is ambiguous`, positionOf(expression.offset));
    }
    if (named[0]) return named[0].typed;
  }
  const typed = settle(scope, render(scope, expression), text);
  if (select.distinct && !outputs.some((output) => output.typed.sql === typed.sql)) {
    throw new SqlFailure('42P10', 'for SELECT DISTINCT, ORDER BY expressions must appear in select list');
  }
  return typed;
}
