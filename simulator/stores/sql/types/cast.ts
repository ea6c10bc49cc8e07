import { outOfRange } from '../sql-failure.ts';
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts';
import { isInteger, isMoment, isNumber, isText, sameType, type SqlType } from './sql-type.ts';
import { checkInteger, fitNumeric, fitText, fromText, narrowInteger, toText, type StoredValue } from './text-codec.ts';

/** How freely one type becomes another: by itself, when stored into a column, or only by a written cast. */
export type CastFreedom = 'implicit' | 'assignment' | 'explicit';

const ranks = { implicit: 2, assignment: 1, explicit: 0 } as const;

export function castAllowed(from: SqlType, to: SqlType, by: CastFreedom): boolean {
  const freedom = freedomOf(from, to);
  return freedom !== null && ranks[freedom] >= ranks[by];
}

const numberOrder = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];
const momentOrder = ['date', 'timestamp', 'timestamptz'];

function freedomOf(from: SqlType, to: SqlType): CastFreedom | null {
  if (sameType(from, to)) return 'implicit';
  if (from.array || to.array) return from.array && to.array ? 'explicit' : null;
  if (isNumber(from) && isNumber(to)) {
    return numberOrder.indexOf(from.name) < numberOrder.indexOf(to.name) ? 'implicit' : 'assignment';
  }
  if (isText(from) && isText(to)) return 'implicit';
  if (isMoment(from) && isMoment(to)) {
    return momentOrder.indexOf(from.name) < momentOrder.indexOf(to.name) ? 'implicit' : 'assignment';
  }
  if (isText(to)) return from.name === 'void' ? null : 'assignment';
  if (isText(from)) return 'explicit';
  if (from.name === 'json' || from.name === 'jsonb') return jsonFreedom(from, to);
  if (from.name === 'bool' && to.name === 'int4') return 'explicit';
  if (from.name === 'int4' && to.name === 'bool') return 'explicit';
  return null;
}

function jsonFreedom(from: SqlType, to: SqlType): CastFreedom | null {
  if (to.name === 'json' || to.name === 'jsonb') return 'assignment';
  return from.name === 'jsonb' && (isNumber(to) || to.name === 'bool') ? 'explicit' : null;
}

/** Whether the stored form stays the same, so that no work is needed at run time. */
export function castIsFree(from: SqlType, to: SqlType): boolean {
  if (from.array || to.array) return sameType(from, to);
  const sized = to.sizes.length > 0 && from.sizes.join() !== to.sizes.join();
  if (isText(from) && isText(to)) return !sized;
  if (from.name === to.name) return !sized;
  if (isInteger(from) && isInteger(to)) return numberOrder.indexOf(from.name) <= numberOrder.indexOf(to.name);
  return isMoment(from) && isMoment(to) && from.name !== 'date' && to.name !== 'date';
}

export function castValue(from: SqlType, to: SqlType, value: StoredValue): StoredValue {
  if (value === null) return null;
  if (isNumber(from) && isNumber(to)) return castNumber(from, to, value);
  if (isText(from) && isText(to)) return fitText(to, String(value));
  if (isMoment(from) && isMoment(to)) return castMoment(to, String(value));
  if (from.name === 'bool' && isInteger(to)) return value;
  if (isInteger(from) && to.name === 'bool') return Number(value) === 0 ? 0 : 1;
  if (from.name === 'bool' && isText(to)) return fitText(to, Number(value) === 0 ? 'false' : 'true');
  return fromText(to, toText(from, value)!);
}

function castNumber(from: SqlType, to: SqlType, value: StoredValue): StoredValue {
  if (isInteger(to)) {
    if (from.name === 'numeric')
      return checkInteger(to, narrowInteger(roundDecimal(parseDecimal(String(value)), 0).unscaled));
    if (isInteger(from)) return checkInteger(to, typeof value === 'bigint' ? value : Number(value));
    return checkInteger(to, halfToEven(Number(value)));
  }
  if (to.name === 'numeric') {
    // A double carries 15 digits that mean something; PostgreSQL shows no more of it.
    const text =
      isInteger(from) || from.name === 'numeric'
        ? String(value)
        : significant(Number(value), from.name === 'float4' ? 6 : 15);
    return fitNumeric(to, text);
  }
  return to.name === 'float4' ? Math.fround(Number(value)) : Number(value);
}

function significant(value: number, digits: number): string {
  const decimal = parseDecimal(value.toPrecision(digits));
  const text = formatDecimal(decimal);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function halfToEven(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) > 9.2e18) throw outOfRange('integer');
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value) + 0;
  return floor % 2 === 0 ? floor : floor + 1;
}

function castMoment(to: SqlType, stored: string): string {
  if (to.name === 'date') return stored.slice(0, 10);
  return stored.length === 10 ? `${stored} 00:00:00.000000` : stored;
}
