import { outOfRange, SqlFailure } from '../sql-failure.ts';
import type { FunctionValue, SqlAggregate, SqlFunctions } from '../sqlite/callbacks.ts';
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  divisionByZero,
  floorDecimal,
  formatDecimal,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  roundDecimal,
  truncateDecimal,
  type Decimal,
} from '../types/decimal.ts';
import { scalar, spokenName } from '../types/sql-type.ts';

type Maybe = string | null;

const ofTwo =
  (combine: (left: Decimal, right: Decimal) => Decimal) =>
  (left: Maybe, right: Maybe): FunctionValue =>
    left === null || right === null ? null : formatDecimal(combine(parseDecimal(left), parseDecimal(right)));

const integerLimits: Readonly<Record<string, number>> = { int2: 2 ** 15, int4: 2 ** 31, int8: 2 ** 63 };

/** int8 arithmetic is exact to 53 bits: SQLite hands functions its integers as doubles. */
function integerArithmetic(type: string, operator: string, left: number | null, right: number | null): FunctionValue {
  if (left === null || right === null) return null;
  if ((operator === '/' || operator === '%') && right === 0) throw divisionByZero();
  const result =
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : operator === '/'
            ? Math.trunc(left / right)
            : left % right;
  const limit = integerLimits[type]!;
  if (result >= limit || result < -limit) throw outOfRange(spokenName(scalar(type as 'int4')));
  return result + 0;
}

function roundBy(how: string, value: Maybe, scale: number | null): FunctionValue {
  if (value === null || scale === null) return null;
  const decimal = parseDecimal(value);
  if (how === 'round') return formatDecimal(roundDecimal(decimal, scale));
  if (how === 'trunc') return formatDecimal(truncateDecimal(decimal, scale));
  if (how === 'floor') return formatDecimal(floorDecimal(decimal));
  return formatDecimal(negateDecimal(floorDecimal(negateDecimal(decimal))));
}

function roundFloat(how: string, value: number | null): FunctionValue {
  if (value === null) return null;
  if (how === 'floor') return Math.floor(value);
  if (how === 'ceil' || how === 'ceiling') return Math.ceil(value);
  if (how === 'trunc') return Math.trunc(value);
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export const numericFunctions: SqlFunctions = {
  pg_numeric_add: ofTwo(addDecimals),
  pg_numeric_subtract: ofTwo((left, right) => addDecimals(left, negateDecimal(right))),
  pg_numeric_multiply: ofTwo(multiplyDecimals),
  pg_numeric_divide: ofTwo(divideDecimals),
  pg_numeric_modulo: ofTwo(moduloDecimals),
  pg_numeric_compare: (left: Maybe, right: Maybe) =>
    left === null || right === null ? null : compareDecimals(parseDecimal(left), parseDecimal(right)),
  pg_numeric_key: (value: Maybe) => {
    if (value === null) return null;
    return value.includes('.') ? value.replace(/\.?0+$/, '').replace(/^-0$/, '0') : value;
  },
  pg_numeric_round: roundBy,
  pg_float_round: roundFloat,
  pg_float_divide: (left: number | null, right: number | null) => {
    if (left === null || right === null) return null;
    if (right === 0) throw divisionByZero();
    return left / right;
  },
  pg_integer: integerArithmetic,
  pg_sign: (value: number | null) => (value === null ? null : Math.sign(value)),
  pg_sqrt: (value: number | null) => {
    if (value === null) return null;
    if (value < 0) throw new SqlFailure('2201F', 'cannot take square root of a negative number');
    return Math.sqrt(value);
  },
  pg_limit: (name: string, value: number | null) => {
    if (value === null) return name === 'LIMIT' ? -1 : 0;
    if (value >= 0) return value;
    throw new SqlFailure(name === 'LIMIT' ? '2201W' : '2201X', `${name} must not be negative`);
  },
};

interface Sum {
  readonly total: Decimal;
  readonly count: number;
}

type Counted = Sum | null;

function sumStep(state: Counted, value: number | string | null): Counted {
  if (value === null) return state;
  const decimal = parseDecimal(String(value));
  return state ? { total: addDecimals(state.total, decimal), count: state.count + 1 } : { total: decimal, count: 1 };
}

const extreme = (sign: 1 | -1): SqlAggregate => ({
  start: (): Maybe => null,
  step: (best: Maybe, value: Maybe): Maybe => {
    if (value === null) return best;
    return best === null || compareDecimals(parseDecimal(value), parseDecimal(best)) * sign > 0 ? value : best;
  },
  finish: (best: Maybe): FunctionValue => best,
});

export const numericAggregates: Readonly<Record<string, SqlAggregate>> = {
  pg_numeric_sum: {
    start: (): Counted => null,
    step: sumStep,
    finish: (state: Counted): FunctionValue => state && formatDecimal(state.total),
  },
  pg_numeric_avg: {
    start: (): Counted => null,
    step: sumStep,
    finish: (state: Counted): FunctionValue =>
      state && formatDecimal(divideDecimals(state.total, { unscaled: BigInt(state.count), scale: 0 })),
  },
  pg_numeric_max: extreme(1),
  pg_numeric_min: extreme(-1),
};
