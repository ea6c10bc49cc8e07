import { PostgresInterval } from './postgres-interval.ts';

export type TypeParser = (text: string) => unknown;

export const builtins = {
  BOOL: 16,
  BYTEA: 17,
  INT8: 20,
  INT2: 21,
  INT4: 23,
  TEXT: 25,
  JSON: 114,
  FLOAT4: 700,
  FLOAT8: 701,
  BPCHAR: 1042,
  VARCHAR: 1043,
  DATE: 1082,
  TIMESTAMP: 1114,
  TIMESTAMPTZ: 1184,
  INTERVAL: 1186,
  NUMERIC: 1700,
  UUID: 2950,
  JSONB: 3802,
} as const;

/** Of `2026-01-31`. */
const dateLength = 10;

const integer: TypeParser = (text) => Number.parseInt(text, 10);
const moment: TypeParser = (text) => {
  if (text.length === dateLength) return new Date(`${text}T00:00:00Z`);
  const clock = text.slice(dateLength + 1, text.endsWith('+00') ? -3 : undefined);
  return new Date(`${text.slice(0, dateLength)}T${clock}Z`);
};
const interval: TypeParser = (text) => new PostgresInterval(text);
const json: TypeParser = (text) => JSON.parse(text) as unknown;
const boolean: TypeParser = (text) => text === 't';
const asText: TypeParser = (text) => text;

// bigint and numeric stay texts: a JavaScript number could not hold all of their digits.
const parsers = new Map<number, TypeParser>([
  [builtins.BOOL, boolean],
  [builtins.INT8, asText],
  [builtins.INT2, integer],
  [builtins.INT4, integer],
  [builtins.FLOAT4, Number.parseFloat],
  [builtins.FLOAT8, Number.parseFloat],
  [builtins.DATE, moment],
  [builtins.TIMESTAMP, moment],
  [builtins.TIMESTAMPTZ, moment],
  [builtins.INTERVAL, interval],
  [builtins.JSON, json],
  [builtins.JSONB, json],
  [1000, arrayOf(boolean)],
  [1005, arrayOf(integer)],
  [1007, arrayOf(integer)],
  [1009, arrayOf(asText)],
  [1014, arrayOf(asText)],
  [1015, arrayOf(asText)],
  [1016, arrayOf(asText)],
  [1021, arrayOf(Number.parseFloat)],
  [1022, arrayOf(Number.parseFloat)],
  [1115, arrayOf(moment)],
  [1182, arrayOf(moment)],
  [1185, arrayOf(moment)],
  [1187, arrayOf(interval)],
  [1231, arrayOf(Number.parseFloat)],
  [199, arrayOf(json)],
  [2951, arrayOf(asText)],
  [3807, arrayOf(json)],
]);

export function getTypeParser(typeId: number): TypeParser {
  return parsers.get(typeId) ?? asText;
}

export function setTypeParser(typeId: number, format: string | TypeParser, parser?: TypeParser): void {
  const chosen = typeof format === 'function' ? format : parser;
  if (chosen) parsers.set(typeId, chosen);
}

function arrayOf(parse: TypeParser): TypeParser {
  return (text) => parseArray(text).map((item) => (item === null ? null : parse(item)));
}

/** `{1,NULL,"a,b"}`: one dimension, which is all the simulated server makes. */
function parseArray(text: string): (string | null)[] {
  const items: (string | null)[] = [];
  const item = /(?:"((?:[^"\\]|\\.)*)"|([^,{}]+))(?:,|\}$)/g;
  for (const match of text.slice(1).matchAll(item)) {
    if (match[1] !== undefined) items.push(match[1].replace(/\\(.)/g, '$1'));
    else items.push(match[2] === 'NULL' ? null : match[2]!);
  }
  return items;
}
