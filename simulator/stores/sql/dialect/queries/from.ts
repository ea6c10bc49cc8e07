import { notSupported, positionOf, SqlFailure } from '../../sql-failure.ts';
import type { Expression, FromItem, FunctionCall } from '../../syntax/ast.ts';
import { arrayOf, elementOf, isUnknown, scalar, type SqlType } from '../../types/sql-type.ts';
import { tableNamed, type Table } from '../catalog.ts';
import { renderCondition } from '../expressions/expression.ts';
import { renderComparison } from '../expressions/operators.ts';
import { quoteName } from '../quoting.ts';
import { addSource, render, renderSubquery, type Scope, type Source, type Typed } from '../scope.ts';
import { bigint, castOrFail, commonType, integer, settle, text, unify } from '../expressions/typed.ts';

export interface RenderedFrom {
  readonly sql: string;
  /** Real tables at this level, whose rows FOR UPDATE can lock. */
  readonly tables: readonly { readonly alias: string; readonly table: string; readonly outer: boolean }[];
}

export function sourceOfTable(table: Table, alias: string): Source {
  const columns = table.columns.map((column) => ({
    name: column.name,
    type: column.type,
    sql: `${quoteName(alias)}.${quoteName(column.name)}`,
    columnId: column.id,
  }));
  return { alias, columns, table: { id: table.id, name: table.name } };
}

export function renderFromList(scope: Scope, items: readonly FromItem[]): RenderedFrom {
  const parts = items.map((item) => renderFrom(scope, item));
  return { sql: parts.map((part) => part.sql).join(', '), tables: parts.flatMap((part) => part.tables) };
}

function renderFrom(scope: Scope, item: FromItem): RenderedFrom {
  switch (item.kind) {
    case 'table':
      return renderTable(scope, item);
    case 'query': {
      // Without LATERAL a subquery does not see its neighbours, only the outer queries.
      const inner = renderSubquery({ ...scope, sources: [], merged: [], grouping: null, clause: null }, item.query);
      const columns = namedColumns(item.alias, inner.columns, item.columns);
      addSource(scope, { alias: item.alias, columns, table: null });
      return { sql: `(${inner.sql}) as ${quoteName(item.alias)}`, tables: [] };
    }
    case 'function':
      return renderTableFunction(scope, item.call, item.alias, item.columns);
    case 'join':
      return renderJoin(scope, item);
  }
}

type Columns = readonly { readonly name: string; readonly label: string; readonly type: SqlType }[];

export function namedColumns(alias: string, columns: Columns, names: readonly string[]): Source['columns'] {
  if (names.length > columns.length) {
    throw new SqlFailure(
      '42P10',
      `table "${alias}" has ${columns.length} columns available but ${names.length} columns specified`,
    );
  }
  return columns.map((column, index) => ({
    name: names[index] ?? column.label,
    type: isUnknown(column.type) ? text : column.type,
    sql: `${quoteName(alias)}.${column.name}`,
    columnId: 0,
  }));
}

function renderTable(scope: Scope, { name, alias, offset }: Extract<FromItem, { kind: 'table' }>): RenderedFrom {
  const shown = alias ?? name;
  const common = scope.commonTables.get(name);
  if (common) {
    const columns = common.columns.map((column) => ({ ...column, sql: `${quoteName(shown)}.${column.sql}` }));
    addSource(scope, { alias: shown, columns, table: null });
    return { sql: `${quoteName(common.alias)} as ${quoteName(shown)}`, tables: [] };
  }
  const view = scope.translation.catalog.views.get(name);
  if (view) {
    const inner = renderSubquery(
      { ...scope, parent: null, sources: [], merged: [], grouping: null, clause: null, commonTables: new Map() },
      view.query,
    );
    addSource(scope, { alias: shown, columns: namedColumns(shown, inner.columns, []), table: null });
    return { sql: `(${inner.sql}) as ${quoteName(shown)}`, tables: [] };
  }
  if (/^pg_|^information_schema$/.test(name)) throw notSupported(`the system catalog (${name})`);
  const table = tableNamed(scope.translation.catalog, name, offset);
  scope.translation.reads.add(name);
  addSource(scope, sourceOfTable(table, shown));
  return { sql: `${quoteName(name)} as ${quoteName(shown)}`, tables: [{ alias: shown, table: name, outer: false }] };
}

function renderTableFunction(
  scope: Scope,
  call: FunctionCall,
  alias: string | null,
  names: readonly string[],
): RenderedFrom {
  const shown = alias ?? call.name;
  const values = call.arguments.map((argument) => render(scope, argument));
  if (call.name === 'generate_series') {
    const { type, sqls } = unify(scope, values, 'generate_series');
    if (type.name !== 'int4' && type.name !== 'int8') throw notSupported('generate_series over other than integers');
    const [from, to, step = '1'] = sqls;
    const rows = `with recursive g(c1) as (select ${from} where (${step} > 0 and ${from} <= ${to}) or (${step} < 0 and ${from} >= ${to}) union all select c1 + ${step} from g where (${step} > 0 and c1 + ${step} <= ${to}) or (${step} < 0 and c1 + ${step} >= ${to})) select c1 from g`;
    const columns = [{ name: 'c1', label: names[0] ?? shown, type: type.name === 'int4' ? integer : bigint }];
    addSource(scope, { alias: shown, columns: namedColumns(shown, columns, []), table: null });
    return { sql: `(${rows}) as ${quoteName(shown)}`, tables: [] };
  }
  if (call.name === 'unnest') return renderUnnest(scope, values, shown, names);
  if (call.name === 'jsonb_array_elements' || call.name === 'json_array_elements') {
    const [value] = values;
    const json = scalar(call.name.startsWith('jsonb') ? 'jsonb' : 'json');
    if (value === undefined) throw notSupported(`${call.name} without an argument`);
    const rows = `select pg_json_member(v.j, e.key, 1, 0) as c1 from (select ${castOrFail(scope, value, json, 'implicit')} as j) as v cross join json_each(v.j) as e`;
    addSource(scope, {
      alias: shown,
      columns: namedColumns(shown, [{ name: 'c1', label: 'value', type: json }], names),
      table: null,
      scalar: true,
    });
    return { sql: `(${rows}) as ${quoteName(shown)}`, tables: [] };
  }
  throw notSupported(`the function ${call.name} in FROM`);
}

/** Several arrays run side by side, as `unnest($1::int[], $2::text[])` does for bulk inserts. */
function renderUnnest(scope: Scope, values: readonly Typed[], shown: string, names: readonly string[]): RenderedFrom {
  const arrays = values.map((value) => settle(scope, value, arrayOf(text)));
  if (arrays.length === 0 || arrays.some((array) => !array.type.array))
    throw notSupported('unnest of other than arrays');
  const columns = arrays.map((array, index) => ({
    name: `c${index + 1}`,
    label: arrays.length === 1 ? shown : 'unnest',
    type: elementOf(array.type),
  }));
  const picked = arrays.map((_, index) => `a${index}.value as c${index + 1}`).join(', ');
  const joins = arrays.map((array, index) =>
    index === 0
      ? `json_each(${array.sql}) as a0`
      : `full join json_each(${array.sql}) as a${index} on a${index}.key = a0.key`,
  );
  addSource(scope, { alias: shown, columns: namedColumns(shown, columns, names), table: null });
  return { sql: `(select ${picked} from ${joins.join(' ')}) as ${quoteName(shown)}`, tables: [] };
}

function renderJoin(
  scope: Scope,
  { how, left, right, on, using, offset }: Extract<FromItem, { kind: 'join' }>,
): RenderedFrom {
  const firstLeft = scope.sources.length;
  const leftSide = renderFrom(scope, left);
  const firstRight = scope.sources.length;
  const rightSide = renderFrom(scope, right);
  const inParentheses = right.kind === 'join' ? `(${rightSide.sql})` : rightSide.sql;
  const condition = using
    ? renderUsing(
        scope,
        using,
        scope.sources.slice(firstLeft, firstRight),
        scope.sources.slice(firstRight),
        how,
        offset,
      )
    : renderOn({ ...scope, sources: scope.sources.slice(firstLeft), clause: 'JOIN conditions' }, on);
  const tables = [
    ...leftSide.tables.map((table) => ({ ...table, outer: table.outer || how === 'right' || how === 'full' })),
    ...rightSide.tables.map((table) => ({ ...table, outer: table.outer || how === 'left' || how === 'full' })),
  ];
  const suffix = condition === null ? '' : ` on ${condition}`;
  return { sql: `${leftSide.sql} ${how} join ${inParentheses}${suffix}`, tables };
}

function renderOn(scope: Scope, on: Expression | null): string | null {
  return on === null ? null : renderCondition(scope, on, 'JOIN/ON');
}

function renderUsing(
  scope: Scope,
  names: readonly string[],
  left: readonly Source[],
  right: readonly Source[],
  how: string,
  offset: number,
): string {
  const conditions = names.map((name) => {
    const sides = [left, right].map((sources, side) => {
      const found = sources.flatMap((source) => source.columns).find((column) => column.name === name);
      if (found) return found;
      throw new SqlFailure(
        '42703',
        `column "${name}" specified in USING clause does not exist in ${side === 0 ? 'left' : 'right'} table`,
        positionOf(offset),
      );
    });
    const [a, b] = [sides[0]!, sides[1]!];
    const merged = how === 'full' ? `coalesce(${a.sql}, ${b.sql})` : how === 'right' ? b.sql : a.sql;
    scope.merged.push({ name, type: commonType([a.type, b.type], 'JOIN/USING'), sql: merged });
    return renderComparison(scope, '=', a, b, offset);
  });
  return conditions.join(' and ');
}
