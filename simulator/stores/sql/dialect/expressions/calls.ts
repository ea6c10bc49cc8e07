import { notSupported, positionOf, SqlFailure } from '../../sql-failure.ts';
import type { FunctionCall, OrderItem } from '../../syntax/ast.ts';
import { isUnknown, spokenName } from '../../types/sql-type.ts';
import { aggregateNames, renderAggregate, renderWindowFunction, windowNames } from './aggregates.ts';
import { castAllowed } from '../../types/cast.ts';
import { scalarFunctions, type ScalarFunction } from './scalar-functions.ts';
import { render, type Scope } from '../scope.ts';
import { specialForms } from './special-forms.ts';
import { asBoolean, castOrFail, settle, text, type Typed } from './typed.ts';

const refused = (
  'to_char to_date to_number regexp_replace regexp_match regexp_matches regexp_split_to_table regexp_split_to_array ' +
  'pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock ' +
  'percentile_cont percentile_disc stddev variance corr age make_interval make_timestamp array_append array_cat ' +
  'array_remove array_position unnest jsonb_array_elements jsonb_each row_to_json json_object_agg jsonb_object_agg ' +
  'to_tsvector plainto_tsquery md5 sha256 encode decode format quote_ident exp ln log power sin cos tan pi xmin ' +
  'pg_notify txid_current pg_current_xact_id jsonb_path_query hashtext convert_to currtid'
).split(' ');

export function renderCall(scope: Scope, call: FunctionCall): Typed {
  if (call.over) return renderOver(scope, call);
  if (aggregateNames.has(call.name)) return renderAggregateCall(scope, call);
  if (call.star || call.distinct || call.filter || call.orderBy.length > 0) {
    throw new SqlFailure('42809', `${call.name} is not an aggregate function`, positionOf(call.offset));
  }
  if (windowNames.has(call.name)) {
    throw new SqlFailure('42P20', `window function ${call.name} requires an OVER clause`, positionOf(call.offset));
  }
  const special = specialForms.get(call.name);
  if (special) return special(scope, call);
  const values = call.arguments.map((argument) => render(scope, argument));
  for (const candidate of scalarFunctions.get(call.name) ?? []) {
    const sqls = matchArguments(scope, candidate, values);
    if (sqls) return { sql: candidate.sql(sqls), type: candidate.result };
  }
  if (refused.includes(call.name)) throw notSupported(`the function ${call.name}`);
  throw new SqlFailure(
    '42883',
    `function ${call.name}(${values.map(({ type }) => spokenName(type)).join(', ')}) does not exist`,
    {
      hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
      ...positionOf(call.offset),
    },
  );
}

function matchArguments(scope: Scope, candidate: ScalarFunction, values: readonly Typed[]): string[] | null {
  if (values.length !== candidate.parameters.length) return null;
  const fits = values.every(
    (value, index) => isUnknown(value.type) || castAllowed(value.type, candidate.parameters[index]!, 'implicit'),
  );
  return fits ? values.map((value, index) => castOrFail(scope, value, candidate.parameters[index]!, 'implicit')) : null;
}

function renderAggregateCall(scope: Scope, call: FunctionCall): Typed {
  if (scope.clause !== null) {
    const where = scope.clause === 'aggregate' ? null : scope.clause;
    throw new SqlFailure(
      '42803',
      where === null ? 'aggregate function calls cannot be nested' : `aggregate functions are not allowed in ${where}`,
      positionOf(call.offset),
    );
  }
  const inner: Scope = { ...scope, grouping: null, clause: 'aggregate' };
  const values = call.arguments.map((argument) => settle(inner, render(inner, argument), text));
  const order = orderWithin(inner, call.orderBy);
  const aggregate = renderAggregate(inner, call, values, order);
  const filter = call.filter ? ` filter (where ${asBoolean(inner, render(inner, call.filter), 'FILTER')})` : '';
  return { sql: aggregate.wrap(`${aggregate.sql}${filter}`), type: aggregate.type };
}

function orderWithin(scope: Scope, items: readonly OrderItem[]): string {
  if (items.length === 0) return '';
  return ` order by ${items.map((item) => orderTerm(sortable(render(scope, item.expression)), item)).join(', ')}`;
}

/** PostgreSQL sorts nulls as if larger than everything; SQLite as if smaller. */
export function orderTerm(sql: string, { descending, nulls }: Pick<OrderItem, 'descending' | 'nulls'>): string {
  const last = nulls === null ? !descending : nulls === 'last';
  return `${sql}${descending ? ' desc' : ''} nulls ${last ? 'last' : 'first'}`;
}

export function sortable({ sql, type }: Typed): string {
  if (type.array) throw notSupported('ORDER BY an array');
  if (type.name === 'numeric') return `pg_cast('numeric:', 'float8:', ${sql})`;
  if (type.name === 'interval') return `pg_interval_us(${sql})`;
  if (type.name === 'jsonb') throw notSupported('ORDER BY a jsonb value');
  if (type.name === 'json') {
    throw new SqlFailure('42883', 'could not identify an ordering operator for type json', {
      hint: 'Use an explicit ordering operator or modify the query.',
    });
  }
  return sql;
}

function renderOver(scope: Scope, call: FunctionCall): Typed {
  const over = call.over!;
  if (scope.clause !== null) {
    throw new SqlFailure('42P20', `window functions are not allowed in ${scope.clause}`, positionOf(call.offset));
  }
  if (call.distinct) throw notSupported('DISTINCT in a window function');
  const values = call.arguments.map((argument) => settle(scope, render(scope, argument), text));
  const base = windowNames.has(call.name)
    ? renderWindowFunction(scope, call, values)
    : renderAggregate(scope, call, values, '');
  if (base.sql.startsWith('pg_')) throw notSupported(`${call.name} of this type as a window function`);
  const partition = over.partitionBy.map((item) => settle(scope, render(scope, item), text).sql).join(', ');
  const inside = [
    partition === '' ? '' : `partition by ${partition}`,
    orderWithin(scope, over.orderBy).trim(),
    over.frame ?? '',
  ];
  const filter = call.filter ? ` filter (where ${asBoolean(scope, render(scope, call.filter), 'FILTER')})` : '';
  const window = inside.filter((part) => part !== '').join(' ');
  return { sql: base.wrap(`${base.sql}${filter} over (${window})`), type: base.type };
}
