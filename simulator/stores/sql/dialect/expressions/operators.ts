import { positionOf, SqlFailure } from '../../sql-failure.ts';
import {
  arrayOf,
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
import type { Scope } from '../scope.ts';
import {
  boolean,
  castOrFail,
  commonType,
  double,
  integer,
  numeric,
  settle,
  text,
  timestamptz,
  type Typed,
} from './typed.ts';

const comparisons = ['=', '<>', '<', '>', '<=', '>='];
const arithmetic = ['+', '-', '*', '/', '%'];

export function renderBinary(scope: Scope, operator: string, left: Typed, right: Typed, offset: number): Typed {
  if (comparisons.includes(operator))
    return { type: boolean, sql: renderComparison(scope, operator, left, right, offset) };
  const result = arithmetic.includes(operator)
    ? renderArithmetic(scope, operator, left, right, offset)
    : operator === '||'
      ? renderConcatenation(scope, left, right)
      : renderJson(scope, operator, left, right);
  if (result) return result;
  throw noOperator(operator, left.type, right.type, offset);
}

export function noOperator(operator: string, left: SqlType, right: SqlType, offset: number): SqlFailure {
  return new SqlFailure('42883', `operator does not exist: ${spokenName(left)} ${operator} ${spokenName(right)}`, {
    hint: 'No operator matches the given name and argument types. You might need to add explicit type casts.',
    ...positionOf(offset),
  });
}

/** An undecided side takes the type of the other one. */
function settleBoth(scope: Scope, left: Typed, right: Typed): [Typed, Typed] {
  const type = isUnknown(left.type) ? right.type : left.type;
  return [settle(scope, left, type), settle(scope, right, type)];
}

/** Comparable by one type, whose stored forms SQLite can compare; null where PostgreSQL has no such operator. */
export function comparedType(left: SqlType, right: SqlType): SqlType | null {
  if (isNumber(left) && isNumber(right)) return widerNumber(left, right);
  if (isText(left) && isText(right)) return text;
  if (isMoment(left) && isMoment(right)) return commonType([left, right], 'comparison');
  if (!sameType(left, right) || left.name === 'json') return null;
  return left;
}

/** A form in which the values of a type can be compared by SQLite itself. */
export function comparable(scope: Scope, typed: Typed, type: SqlType, ordered: boolean): string {
  const sql = castOrFail(scope, typed, type, 'assignment');
  if (type.array || isUnknown(type)) return sql;
  // Numerics are text: 1.0 and 1.00 are equal but spelled differently.
  if (type.name === 'numeric') return ordered ? sql : `pg_numeric_key(${sql})`;
  if (type.name === 'interval') return `pg_interval_us(${sql})`;
  return sql;
}

export function renderComparison(scope: Scope, operator: string, first: Typed, second: Typed, offset: number): string {
  const [left, right] = settleBoth(scope, first, second);
  const type = comparedType(left.type, right.type);
  const ordering = operator !== '=' && operator !== '<>';
  if (type === null || (ordering && type.name === 'jsonb')) throw noOperator(operator, left.type, right.type, offset);
  const sqlOperator = operator;
  if (type.name === 'numeric' && !type.array && ordering) {
    const sides = [left, right].map((side) => castOrFail(scope, side, numeric, 'assignment'));
    return `(pg_numeric_compare(${sides[0]}, ${sides[1]}) ${sqlOperator} 0)`;
  }
  return `(${comparable(scope, left, type, ordering)} ${sqlOperator} ${comparable(scope, right, type, ordering)})`;
}

const numericFunctions: Readonly<Record<string, string>> = {
  '+': 'pg_numeric_add',
  '-': 'pg_numeric_subtract',
  '*': 'pg_numeric_multiply',
  '/': 'pg_numeric_divide',
  '%': 'pg_numeric_modulo',
};

function renderArithmetic(scope: Scope, operator: string, first: Typed, second: Typed, offset: number): Typed | null {
  const ofTime = renderTimeArithmetic(scope, operator, first, second);
  if (ofTime) return ofTime;
  if (isUnknown(first.type) && isUnknown(second.type)) {
    throw new SqlFailure('42725', `operator is not unique: unknown ${operator} unknown`, {
      hint: 'Could not choose a best candidate operator. You might need to add explicit type casts.',
      ...positionOf(offset),
    });
  }
  if (first.type.name === 'jsonb' && operator === '-') return removeKey(scope, first, second);
  const [left, right] = settleBoth(scope, first, second);
  if (!isNumber(left.type) || !isNumber(right.type)) return null;
  const type = widerNumber(left.type, right.type);
  const [a, b] = [castOrFail(scope, left, type, 'implicit'), castOrFail(scope, right, type, 'implicit')];
  if (type.name === 'numeric') return { type, sql: `${numericFunctions[operator]}(${a}, ${b})` };
  if (isInteger(type)) return { type, sql: `cast(pg_integer('${type.name}', '${operator}', ${a}, ${b}) as integer)` };
  if (operator === '%') return null;
  return { type, sql: operator === '/' ? `pg_float_divide(${a}, ${b})` : `(${a} ${operator} ${b})` };
}

function removeKey(scope: Scope, left: Typed, right: Typed): Typed {
  return { type: left.type, sql: `pg_json_remove(${left.sql}, ${settle(scope, right, text).sql})` };
}

const interval = scalar('interval');

function renderTimeArithmetic(scope: Scope, operator: string, left: Typed, right: Typed): Typed | null {
  if (isMoment(left.type) && isUnknown(right.type)) {
    // `now() - '2026-01-01'` and `now() - $1`: PostgreSQL prefers the left side's own type.
    return renderTimeArithmetic(scope, operator, left, settle(scope, right, operator === '-' ? left.type : interval));
  }
  if (isInterval(left.type) && isUnknown(right.type)) {
    return renderTimeArithmetic(
      scope,
      operator,
      left,
      settle(scope, right, operator === '*' || operator === '/' ? double : interval),
    );
  }
  if (isUnknown(left.type) && isInterval(right.type) && operator === '*') {
    return renderTimeArithmetic(scope, operator, settle(scope, left, double), right);
  }
  if (isUnknown(left.type) && (isMoment(right.type) || isInterval(right.type))) {
    return renderTimeArithmetic(
      scope,
      operator,
      settle(scope, left, isMoment(right.type) ? right.type : interval),
      right,
    );
  }
  if (isMoment(left.type) && isInterval(right.type) && (operator === '+' || operator === '-')) {
    return addInterval(left, right, operator === '-' ? -1 : 1);
  }
  if (isInterval(left.type) && isMoment(right.type) && operator === '+') return addInterval(right, left, 1);
  if (isMoment(left.type) && isMoment(right.type) && operator === '-') return subtractMoments(scope, left, right);
  if (left.type.name === 'date' && isInteger(right.type) && (operator === '+' || operator === '-')) {
    return { type: left.type, sql: `pg_date_add(${left.sql}, ${operator}(${right.sql}))` };
  }
  if (!isInterval(left.type) && !isInterval(right.type)) return null;
  if (isInterval(left.type) && isInterval(right.type) && (operator === '+' || operator === '-')) {
    return { type: interval, sql: `pg_interval_add(${left.sql}, ${right.sql}, ${operator}1)` };
  }
  const [span, factor] = isInterval(left.type) ? [left, right] : [right, left];
  if (!isNumber(factor.type) || (operator !== '*' && (operator !== '/' || span !== left))) return null;
  const by = castOrFail(scope, factor, double, 'implicit');
  return { type: interval, sql: `pg_interval_scale(${span.sql}, '${operator}', ${by})` };
}

function isInterval(type: SqlType): boolean {
  return type.name === 'interval' && !type.array;
}

function addInterval(moment: Typed, span: Typed, sign: 1 | -1): Typed {
  const type = moment.type.name === 'date' ? scalar('timestamp') : moment.type;
  return { type, sql: `pg_moment_add(${moment.sql}, ${span.sql}, ${sign})` };
}

function subtractMoments(scope: Scope, left: Typed, right: Typed): Typed {
  if (left.type.name === 'date' && right.type.name === 'date') {
    return { type: integer, sql: `cast(pg_date_difference(${left.sql}, ${right.sql}) as integer)` };
  }
  const sides = [left, right].map((side) => castOrFail(scope, side, timestamptz, 'implicit'));
  return { type: interval, sql: `pg_moment_difference(${sides[0]}, ${sides[1]})` };
}

function renderConcatenation(scope: Scope, left: Typed, right: Typed): Typed | null {
  if (left.type.name === 'jsonb' || right.type.name === 'jsonb') {
    const [a, b] = [settle(scope, left, scalar('jsonb')), settle(scope, right, scalar('jsonb'))];
    if (a.type.name !== 'jsonb' || b.type.name !== 'jsonb') return null;
    return { type: a.type, sql: `pg_json_concatenate(${a.sql}, ${b.sql})` };
  }
  const texts = [left, right].filter((side) => isText(side.type) || isUnknown(side.type));
  if (texts.length === 0 || left.type.array || right.type.array) return null;
  return {
    type: text,
    sql: `(${castOrFail(scope, left, text, 'assignment')} || ${castOrFail(scope, right, text, 'assignment')})`,
  };
}

function renderJson(scope: Scope, operator: string, left: Typed, right: Typed): Typed | null {
  const isJson = left.type.name === 'json' || left.type.name === 'jsonb';
  if (!isJson || left.type.array) return null;
  const textual = operator.endsWith('>>');
  const result = textual ? text : left.type;
  if (operator === '->' || operator === '->>') {
    const key = settle(scope, right, text);
    if (!isInteger(key.type) && !isText(key.type)) return null;
    return {
      type: result,
      sql: `pg_json_member(${left.sql}, ${key.sql}, ${isInteger(key.type) ? 1 : 0}, ${textual ? 1 : 0})`,
    };
  }
  if (operator === '#>' || operator === '#>>') {
    const path = settle(scope, right, arrayOf(text));
    return path.type.array ? { type: result, sql: `pg_json_path(${left.sql}, ${path.sql}, ${textual ? 1 : 0})` } : null;
  }
  if (left.type.name !== 'jsonb') return null;
  if (operator === '?') return { type: boolean, sql: `pg_json_has(${left.sql}, ${settle(scope, right, text).sql})` };
  const other = settle(scope, right, left.type);
  if (other.type.name !== 'jsonb') return null;
  if (operator === '@>') return { type: boolean, sql: `pg_json_contains(${left.sql}, ${other.sql})` };
  if (operator === '<@') return { type: boolean, sql: `pg_json_contains(${other.sql}, ${left.sql})` };
  return null;
}
