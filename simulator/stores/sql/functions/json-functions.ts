import { SqlFailure } from '../sql-failure.ts';
import type { FunctionValue, SqlAggregate, SqlFunctions } from '../sqlite/callbacks.ts';
import {
  concatenate,
  contains,
  isList,
  isRecord,
  jsonAsText,
  jsonbText,
  memberAt,
  memberOf,
  parseJson,
  setAt,
  type Json,
} from '../types/json-document.ts';
import { printedMoment } from '../types/moment.ts';
import { toText, type StoredValue } from '../types/text-codec.ts';
import { typeOfKey } from './type-key.ts';

type Text = string | null;

/** What `to_json` makes of a stored value. */
function toJsonText(key: string, value: StoredValue): string {
  if (value === null) return 'null';
  const type = typeOfKey(key);
  if (type.array) {
    const element = key.replace('[]', '');
    return `[${(JSON.parse(String(value)) as StoredValue[]).map((item) => toJsonText(element, item)).join(', ')}]`;
  }
  switch (type.name) {
    case 'json':
    case 'jsonb':
      return String(value);
    case 'bool':
      return Number(value) === 0 ? 'false' : 'true';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'float8':
    case 'numeric':
      return String(value);
    case 'timestamp':
    case 'timestamptz': {
      const zoned = type.name === 'timestamptz';
      return JSON.stringify(printedMoment(String(value), false).replace(' ', 'T') + (zoned ? '+00:00' : ''));
    }
    default:
      return JSON.stringify(toText(type, value));
  }
}

function show(value: Json | undefined, textual: number): FunctionValue {
  if (textual) return jsonAsText(value);
  return value === undefined ? null : jsonbText(value);
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value;
}

function lengthOf(value: Text): FunctionValue {
  if (value === null) return null;
  const json = parseJson(value);
  if (!isList(json))
    throw new SqlFailure('22023', `cannot get array length of ${isRecord(json) ? 'a non-array' : 'a scalar'}`);
  return json.length;
}

function remove(value: Text, key: Text): FunctionValue {
  if (value === null || key === null) return null;
  const json = parseJson(value);
  if (isList(json)) return jsonbText(json.filter((item) => item !== key));
  if (!isRecord(json)) throw new SqlFailure('22023', 'cannot delete from scalar');
  return jsonbText(Object.fromEntries(Object.entries(json).filter(([name]) => name !== key)));
}

export const jsonFunctions: SqlFunctions = {
  pg_to_json: toJsonText,
  pg_json_member: (value: Text, key: string | number | null, byIndex: number, textual: number) => {
    if (value === null || key === null) return null;
    return show(memberOf(parseJson(value), byIndex ? Number(key) : String(key)), textual);
  },
  pg_json_path: (value: Text, path: Text, textual: number) => {
    if (value === null || path === null) return null;
    return show(memberAt(parseJson(value), JSON.parse(path) as string[]), textual);
  },
  pg_json_has: (value: Text, key: Text) => {
    if (value === null || key === null) return null;
    const json = parseJson(value);
    return isList(json) ? json.includes(key) : isRecord(json) ? Object.hasOwn(json, key) : json === key;
  },
  pg_json_contains: (whole: Text, part: Text) =>
    whole === null || part === null ? null : contains(parseJson(whole), parseJson(part)),
  pg_json_concatenate: (left: Text, right: Text) =>
    left === null || right === null ? null : jsonbText(concatenate(parseJson(left), parseJson(right))),
  pg_json_remove: remove,
  pg_json_set: (value: Text, path: Text, member: Text, create: number | null) => {
    if (value === null || path === null || member === null || create === null) return null;
    return jsonbText(setAt(parseJson(value), JSON.parse(path) as string[], parseJson(member), create !== 0));
  },
  pg_json_length: lengthOf,
  pg_json_typeof: (value: Text) => (value === null ? null : typeName(parseJson(value))),
};

type List = readonly StoredValue[];

const collect = { start: (): List => [], step: (list: List, value: StoredValue): List => [...list, value] };

export const listAggregates: Readonly<Record<string, SqlAggregate>> = {
  pg_array_agg: {
    ...collect,
    finish: (list: List): FunctionValue => (list.length === 0 ? null : JSON.stringify(list)),
  },
  pg_text_list: {
    ...collect,
    finish: (list: List): FunctionValue => (list.every((item) => item === null) ? null : JSON.stringify(list)),
  },
  pg_json_agg: {
    ...collect,
    finish: (list: List): FunctionValue => (list.length === 0 ? null : `[${list.join(', ')}]`),
  },
};
