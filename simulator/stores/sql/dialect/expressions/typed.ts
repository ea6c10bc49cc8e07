import { positionOf, SqlFailure, typeMismatch } from '../../sql-failure.ts';
import { castAllowed, castIsFree, castValue, type CastFreedom } from '../../types/cast.ts';
import {
  isInteger,
  isMoment,
  isNumber,
  isText,
  isUnknown,
  sameType,
  scalar,
  spokenName,
  widerNumber,
  type SqlType,
} from '../../types/sql-type.ts';
import { fromText } from '../../types/text-codec.ts';
import { quoteText, quoteValue } from '../quoting.ts';
import type { Scope, Typed } from '../scope.ts';

export type { Typed } from '../scope.ts';

export const boolean = scalar('bool');
export const integer = scalar('int4');
export const bigint = scalar('int8');
export const numeric = scalar('numeric');
export const double = scalar('float8');
export const text = scalar('text');
export const timestamptz = scalar('timestamptz');

export function literalOf(value: string | null): Typed {
  return { sql: value === null ? 'null' : quoteText(value), type: scalar('unknown'), open: { literal: value } };
}

export function parameterOf(scope: Scope, number: number): Typed {
  const known = scope.translation.parameters.get(number);
  if (known && !isUnknown(known)) return { sql: parameterSql(number, known), type: known };
  if (!known) scope.translation.parameters.set(number, scalar('unknown'));
  return { sql: `?${number}`, type: scalar('unknown'), open: { parameter: number } };
}

/** sql.js binds integers beyond 32 bits as floating numbers, and beyond 53 bits as text. */
function parameterSql(number: number, type: SqlType): string {
  return !type.array && type.name === 'int8' ? `cast(?${number} as integer)` : `?${number}`;
}

/** Gives a literal or parameter its type, as its surroundings want it. */
export function settle(scope: Scope, typed: Typed, wanted: SqlType): Typed {
  if (!typed.open) return typed;
  const type = isUnknown(wanted) ? text : wanted;
  if ('parameter' in typed.open) {
    const { parameter } = typed.open;
    const known = scope.translation.parameters.get(parameter);
    // The same parameter may have been settled by the other operand a moment ago.
    const decided = known && !isUnknown(known) ? known : { ...type, sizes: [] };
    scope.translation.parameters.set(parameter, decided);
    return { sql: parameterSql(parameter, decided), type: decided };
  }
  const { literal } = typed.open;
  return {
    sql: literal === null ? 'null' : quoteValue(fromText({ ...type, sizes: [] }, literal)),
    type: { ...type, sizes: [] },
  };
}

/** The SQL of `typed` as a value of type `to`, or null when PostgreSQL has no such cast at this freedom. */
export function cast(scope: Scope, typed: Typed, to: SqlType, by: CastFreedom): string | null {
  // A written cast decides a parameter's type; sizes are applied afterwards, so `$1::varchar(3)` cuts.
  if (by !== 'explicit' && typed.open && 'literal' in typed.open && typed.open.literal !== null) {
    return quoteValue(fromText(to, typed.open.literal));
  }
  const settled = settle(scope, typed, to);
  if (!castAllowed(settled.type, to, by)) return null;
  if (castIsFree(settled.type, to)) return settled.sql;
  // A written cast to a shorter varchar cuts silently; storing into a column does not.
  if (by === 'explicit' && isText(to) && to.sizes.length > 0) {
    const cut = `substr(${castCall(settled, { ...to, sizes: [] })}, 1, ${to.sizes[0]})`;
    return to.name === 'bpchar' ? `pg_cast('text:', '${typeKey(to)}', ${cut})` : cut;
  }
  return castCall(settled, to);
}

function castCall(typed: Typed, to: SqlType): string {
  if (castIsFree(typed.type, to)) return typed.sql;
  if (isInteger(typed.type) && to.name === 'float8') return `cast(${typed.sql} as real)`;
  if (isInteger(typed.type) && to.name === 'numeric' && to.sizes.length === 0) return `cast(${typed.sql} as text)`;
  // A constant is cast once, and fails before the statement has any effect.
  const constant = /^'([\d.]+)'$/.exec(typed.sql)?.[1];
  if (typed.type.name === 'numeric' && constant !== undefined) return quoteValue(castValue(typed.type, to, constant));
  const call = `pg_cast('${typeKey(typed.type)}', '${typeKey(to)}', ${typed.sql})`;
  // SQLite takes every number from a function as a floating one.
  return isInteger(to) ? `cast(${call} as integer)` : call;
}

export function typeKey(type: SqlType): string {
  return `${type.name}${type.array ? '[]' : ''}:${type.sizes.join(',')}`;
}

export function castOrFail(scope: Scope, typed: Typed, to: SqlType, by: CastFreedom, offset?: number): string {
  const sql = cast(scope, typed, to, by);
  if (sql !== null) return sql;
  throw new SqlFailure('42846', `cannot cast type ${spokenName(typed.type)} to ${spokenName(to)}`, positionOf(offset));
}

export function asBoolean(scope: Scope, typed: Typed, where: string): string {
  const settled = settle(scope, typed, boolean);
  if (settled.type.name === 'bool' && !settled.type.array) return settled.sql;
  throw typeMismatch(`argument of ${where} must be type boolean, not type ${spokenName(settled.type)}`);
}

/** The one type that the branches of CASE, COALESCE, VALUES, UNION come to. */
export function commonType(types: readonly SqlType[], where: string): SqlType {
  let result: SqlType | null = null;
  for (const type of types) {
    if (isUnknown(type)) continue;
    if (result === null) result = type;
    else result = joinTypes(result, type, where);
  }
  return result ?? text;
}

const moments = ['date', 'timestamp', 'timestamptz'];

function joinTypes(left: SqlType, right: SqlType, where: string): SqlType {
  if (sameType(left, right)) return left.sizes.join() === right.sizes.join() ? left : { ...left, sizes: [] };
  if (isNumber(left) && isNumber(right)) return widerNumber(left, right);
  if (isText(left) && isText(right)) return text;
  if (isMoment(left) && isMoment(right)) return moments.indexOf(left.name) > moments.indexOf(right.name) ? left : right;
  throw typeMismatch(`${where} types ${spokenName(left)} and ${spokenName(right)} cannot be matched`);
}

export function unify(scope: Scope, items: readonly Typed[], where: string): { type: SqlType; sqls: string[] } {
  const type = commonType(
    items.map((item) => item.type),
    where,
  );
  return { type, sqls: items.map((item) => castOrFail(scope, item, type, 'implicit')) };
}
