import { positionOf, SqlFailure } from '../../sql-failure.ts';
import type { FunctionCall } from '../../syntax/ast.ts';
import { arrayOf, isInteger, isNumber, isText, scalar, spokenName, type SqlType } from '../../types/sql-type.ts';
import type { Scope } from '../scope.ts';
import { bigint, boolean, castOrFail, double, integer, numeric, text, typeKey, unify, type Typed } from './typed.ts';

interface Aggregate {
  readonly sql: string;
  readonly type: SqlType;
  /** What is done with the finished value: it has to stay outside of FILTER and OVER. */
  readonly wrap: (sql: string) => string;
}

export const aggregateNames: ReadonlySet<string> = new Set([
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'string_agg',
  'array_agg',
  'json_agg',
  'jsonb_agg',
  'bool_and',
  'bool_or',
  'every',
]);

export const windowNames: ReadonlySet<string> = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
]);

const asIs = (sql: string): string => sql;

export function renderAggregate(scope: Scope, call: FunctionCall, values: readonly Typed[], order: string): Aggregate {
  const [value] = values;
  if (call.star || value === undefined) {
    if (call.name === 'count' && call.star) return { sql: 'count(*)', type: bigint, wrap: asIs };
    throw noFunction(call, values);
  }
  const expected = call.name === 'string_agg' ? 2 : 1;
  if (values.length !== expected) throw noFunction(call, values);
  const invoke = (name: string, argument: string): string =>
    `${name}(${call.distinct ? 'distinct ' : ''}${argument}${order})`;
  const { type, sql } = value;
  switch (call.name) {
    case 'count':
      return { sql: invoke('count', sql), type: bigint, wrap: asIs };
    case 'sum':
      return sumOf(call, value, invoke);
    case 'avg':
      if (type.name === 'float4' || type.name === 'float8')
        return { sql: invoke('avg', sql), type: double, wrap: asIs };
      if (!isNumber(type)) throw noFunction(call, values);
      return { sql: invoke('pg_numeric_avg', sql), type: numeric, wrap: asIs };
    case 'min':
    case 'max':
      if (['bool', 'json', 'jsonb', 'uuid', 'interval'].includes(type.name) || type.array)
        throw noFunction(call, values);
      return { sql: invoke(type.name === 'numeric' ? `pg_numeric_${call.name}` : call.name, sql), type, wrap: asIs };
    case 'bool_and':
    case 'every':
    case 'bool_or':
      if (type.name !== 'bool') throw noFunction(call, values);
      return { sql: invoke(call.name === 'bool_or' ? 'max' : 'min', sql), type: boolean, wrap: asIs };
    case 'string_agg': {
      if (!isText(type)) throw noFunction(call, values);
      const separator = castOrFail(scope, values[1]!, text, 'implicit');
      // SQLite's group_concat takes DISTINCT with one argument only.
      if (call.distinct)
        return { sql: invoke('pg_text_list', sql), type: text, wrap: (list) => `pg_join(${list}, ${separator})` };
      return { sql: invoke('group_concat', `${sql}, ${separator}`), type: text, wrap: asIs };
    }
    case 'array_agg':
      return { sql: invoke('pg_array_agg', sql), type: arrayOf(type), wrap: asIs };
    default: {
      const list = invoke('pg_json_agg', `pg_to_json('${typeKey(type)}', ${sql})`);
      return { sql: list, type: scalar(call.name === 'jsonb_agg' ? 'jsonb' : 'json'), wrap: asIs };
    }
  }
}

function sumOf(call: FunctionCall, value: Typed, invoke: (name: string, argument: string) => string): Aggregate {
  const { type, sql } = value;
  if (type.name === 'numeric') return { sql: invoke('pg_numeric_sum', sql), type: numeric, wrap: asIs };
  if (type.name === 'int8') return { sql: invoke('sum', sql), type: numeric, wrap: (sum) => `cast(${sum} as text)` };
  if (isInteger(type)) return { sql: invoke('sum', sql), type: bigint, wrap: asIs };
  if (type.name === 'float4' || type.name === 'float8') return { sql: invoke('sum', sql), type, wrap: asIs };
  throw noFunction(call, [value]);
}

export function renderWindowFunction(scope: Scope, call: FunctionCall, values: readonly Typed[]): Aggregate {
  const plain = (type: SqlType): Aggregate => ({
    sql: `${call.name}(${values.map((value) => value.sql).join(', ')})`,
    type,
    wrap: asIs,
  });
  const [value] = values;
  switch (call.name) {
    case 'row_number':
    case 'rank':
    case 'dense_rank':
      return plain(bigint);
    case 'percent_rank':
    case 'cume_dist':
      return plain(double);
    case 'ntile':
      return plain(integer);
    case 'lag':
    case 'lead': {
      if (value === undefined) throw noFunction(call, values);
      const [, distance, otherwise] = values;
      if (otherwise === undefined) return plain(value.type);
      const { type, sqls } = unify(scope, [value, otherwise], call.name.toUpperCase());
      return { sql: `${call.name}(${sqls[0]}, ${distance!.sql}, ${sqls[1]})`, type, wrap: asIs };
    }
    default:
      if (value === undefined) throw noFunction(call, values);
      return plain(value.type);
  }
}

function noFunction(call: FunctionCall, values: readonly Typed[]): SqlFailure {
  const types = call.star ? '*' : values.map((value) => spokenName(value.type)).join(', ');
  return new SqlFailure('42883', `function ${call.name}(${types}) does not exist`, {
    hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
    ...positionOf(call.offset),
  });
}
