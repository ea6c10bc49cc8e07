import { invalidInput, outOfRange, SqlFailure } from '../sql-failure.ts';
import { formatArrayLiteral, parseArrayLiteral } from './array-literal.ts';
import { fitDecimal, formatDecimal, parseDecimal } from './decimal.ts';
import { formatInterval, parseInterval } from './interval.ts';
import { jsonbText, parseJson } from './json-document.ts';
import { dateText, parseMoment, printedMoment, storedMoment } from './moment.ts';
import { elementOf, spokenName, spokenNameWithSizes, type SqlType } from './sql-type.ts';

/** As SQLite holds a value; a bigint only where a number would lose digits. */
export type StoredValue = number | string | bigint | null;

const integerLimits = { int2: 2 ** 15, int4: 2 ** 31, int8: 2 ** 63 } as const;
const safeDigits = 15;

/** PostgreSQL's input functions: what a literal or parameter of this text means as a value of the type. */
export function fromText(type: SqlType, text: string): StoredValue {
  if (type.array) {
    const element = elementOf(type);
    return JSON.stringify(
      parseArrayLiteral(text).map((item) => (item === null ? null : jsonSafe(fromText(element, item)))),
    );
  }
  switch (type.name) {
    case 'int2':
    case 'int4':
    case 'int8':
      return parseInteger(type, text);
    case 'float4':
    case 'float8':
      return parseFloating(type, text);
    case 'numeric':
      return fitNumeric(type, text);
    case 'bool':
      return parseBoolean(text);
    case 'date':
      return dateText(parseMoment(text, 'date', false));
    case 'timestamp':
    case 'timestamptz':
      return storedMoment(parseMoment(text, spokenName(type), type.name === 'timestamptz'));
    case 'interval':
      return formatInterval(parseInterval(text));
    case 'json':
      parseJson(text);
      return text;
    case 'jsonb':
      return jsonbText(parseJson(text));
    case 'uuid':
      return parseUuid(text);
    case 'varchar':
    case 'bpchar':
      return fitText(type, text);
    default:
      return text;
  }
}

/** JSON has no bigint; SQLite reads such a one back from its text, as the column's affinity says. */
function jsonSafe(value: StoredValue): number | string | null {
  return typeof value === 'bigint' ? value.toString() : value;
}

function parseInteger(type: SqlType, text: string): StoredValue {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw invalidInput(spokenName(type), text);
  // A bigint costs ten times as much.
  const value = trimmed.length <= safeDigits ? Number(trimmed) + 0 : narrowInteger(BigInt(trimmed.replace('+', '')));
  if (!fits(type, value)) {
    throw new SqlFailure('22003', `value "${text}" is out of range for type ${spokenName(type)}`);
  }
  return value;
}

function fits(type: SqlType, value: number | bigint): boolean {
  const limit = integerLimits[type.name as keyof typeof integerLimits];
  return value < limit && value >= -limit;
}

export function narrowInteger(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

export function checkInteger(type: SqlType, value: number | bigint): number | bigint {
  if (!fits(type, value)) throw outOfRange(spokenName(type));
  return value;
}

function parseFloating(type: SqlType, text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) throw invalidInput(spokenName(type), text);
  return type.name === 'float4' ? Math.fround(Number(trimmed)) : Number(trimmed);
}

export function fitNumeric(type: SqlType, text: string): string {
  const value = parseDecimal(text);
  const [precision, scale = 0] = type.sizes;
  return formatDecimal(precision === undefined ? value : fitDecimal(value, precision, scale));
}

function parseBoolean(text: string): number {
  const word = text.trim().toLowerCase();
  if (word !== '') {
    if (['true', 'yes'].some((spelled) => spelled.startsWith(word)) || word === 'on' || word === '1') return 1;
    if (['false', 'no'].some((spelled) => spelled.startsWith(word)) || word === 'off' || word === 'of' || word === '0')
      return 0;
  }
  throw invalidInput('boolean', text);
}

function parseUuid(text: string): string {
  const digits = text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
    .toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) throw invalidInput('uuid', text);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

/** Only trailing spaces may be cut off without an error. */
export function fitText(type: SqlType, text: string): string {
  const [limit] = type.sizes;
  if (limit === undefined) return text;
  const characters = [...text];
  if (characters.length <= limit) return type.name === 'bpchar' ? text + ' '.repeat(limit - characters.length) : text;
  if (characters.slice(limit).some((character) => character !== ' ')) {
    throw new SqlFailure('22001', `value too long for type ${spokenNameWithSizes(type)}`);
  }
  return characters.slice(0, limit).join('');
}

export function rowTexts(types: readonly SqlType[], row: readonly StoredValue[]): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let index = 0; index < types.length; index++) texts.push(toText(types[index]!, row[index]!));
  return texts;
}

/** PostgreSQL's output functions. */
export function toText(type: SqlType, value: StoredValue): string | null {
  if (value === null) return null;
  if (type.array) {
    const items = JSON.parse(String(value)) as StoredValue[];
    return formatArrayLiteral(items.map((item) => toText(elementOf(type), item)));
  }
  switch (type.name) {
    case 'bool':
      return Number(value) === 0 ? 'f' : 't';
    case 'timestamp':
    case 'timestamptz':
      return printedMoment(String(value), type.name === 'timestamptz');
    case 'float4':
    case 'float8':
      return floatText(Number(value), type.name === 'float4');
    case 'void':
      return '';
    default:
      return String(value);
  }
}

/** The shortest text that reads back as the same value; with an exponent where PostgreSQL writes one. */
function floatText(value: number, single: boolean): string {
  let shortest = value;
  for (let digits = 6; single && digits <= 9; digits++) {
    shortest = Number(value.toPrecision(digits));
    if (Math.fround(shortest) === value) break;
  }
  const [mantissa = '', exponent = '0'] = shortest.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 15) return String(shortest);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
