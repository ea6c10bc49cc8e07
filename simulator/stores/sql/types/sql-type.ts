import type { TypeName } from '../syntax/ast.ts';

export type ScalarName =
  | 'bool'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'float4'
  | 'float8'
  | 'numeric'
  | 'text'
  | 'varchar'
  | 'bpchar'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'json'
  | 'jsonb'
  | 'uuid'
  | 'void'
  /** A literal or parameter whose type its surroundings have yet to decide. */
  | 'unknown';

export interface SqlType {
  readonly name: ScalarName;
  readonly sizes: readonly number[];
  readonly array: boolean;
}

interface Facts {
  readonly spoken: string;
  readonly oid: number;
  readonly arrayOid: number;
  readonly bytes: number;
  /** How SQLite keeps it. */
  readonly storage: 'INTEGER' | 'REAL' | 'TEXT';
}

const facts: Readonly<Record<ScalarName, Facts>> = {
  bool: { spoken: 'boolean', oid: 16, arrayOid: 1000, bytes: 1, storage: 'INTEGER' },
  int2: { spoken: 'smallint', oid: 21, arrayOid: 1005, bytes: 2, storage: 'INTEGER' },
  int4: { spoken: 'integer', oid: 23, arrayOid: 1007, bytes: 4, storage: 'INTEGER' },
  int8: { spoken: 'bigint', oid: 20, arrayOid: 1016, bytes: 8, storage: 'INTEGER' },
  float4: { spoken: 'real', oid: 700, arrayOid: 1021, bytes: 4, storage: 'REAL' },
  float8: { spoken: 'double precision', oid: 701, arrayOid: 1022, bytes: 8, storage: 'REAL' },
  numeric: { spoken: 'numeric', oid: 1700, arrayOid: 1231, bytes: -1, storage: 'TEXT' },
  text: { spoken: 'text', oid: 25, arrayOid: 1009, bytes: -1, storage: 'TEXT' },
  varchar: { spoken: 'character varying', oid: 1043, arrayOid: 1015, bytes: -1, storage: 'TEXT' },
  bpchar: { spoken: 'character', oid: 1042, arrayOid: 1014, bytes: -1, storage: 'TEXT' },
  date: { spoken: 'date', oid: 1082, arrayOid: 1182, bytes: 4, storage: 'TEXT' },
  timestamp: { spoken: 'timestamp without time zone', oid: 1114, arrayOid: 1115, bytes: 8, storage: 'TEXT' },
  timestamptz: { spoken: 'timestamp with time zone', oid: 1184, arrayOid: 1185, bytes: 8, storage: 'TEXT' },
  interval: { spoken: 'interval', oid: 1186, arrayOid: 1187, bytes: 16, storage: 'TEXT' },
  json: { spoken: 'json', oid: 114, arrayOid: 199, bytes: -1, storage: 'TEXT' },
  jsonb: { spoken: 'jsonb', oid: 3802, arrayOid: 3807, bytes: -1, storage: 'TEXT' },
  uuid: { spoken: 'uuid', oid: 2950, arrayOid: 2951, bytes: 16, storage: 'TEXT' },
  void: { spoken: 'void', oid: 2278, arrayOid: 0, bytes: 4, storage: 'TEXT' },
  unknown: { spoken: 'unknown', oid: 25, arrayOid: 1009, bytes: -1, storage: 'TEXT' },
};

export function scalar(name: ScalarName, ...sizes: readonly number[]): SqlType {
  return { name, sizes, array: false };
}

export function arrayOf(type: SqlType): SqlType {
  return { ...type, array: true };
}

export function elementOf(type: SqlType): SqlType {
  return { ...type, array: false };
}

export function typeOf(written: TypeName): SqlType {
  return { name: written.name as ScalarName, sizes: written.sizes, array: written.array };
}

/** As PostgreSQL names it in messages: `character varying`, `integer[]`. */
export function spokenName(type: SqlType): string {
  return facts[type.name].spoken + (type.array ? '[]' : '');
}

/** With its sizes: `character varying(20)`. */
export function spokenNameWithSizes(type: SqlType): string {
  const sizes = type.sizes.length === 0 ? '' : `(${type.sizes.join(',')})`;
  return facts[type.name].spoken + sizes;
}

export function storageOf(type: SqlType): string {
  return type.array ? 'TEXT' : facts[type.name].storage;
}

export function oidOf(type: SqlType): number {
  return type.array ? facts[type.name].arrayOid : facts[type.name].oid;
}

export function bytesOf(type: SqlType): number {
  return type.array ? -1 : facts[type.name].bytes;
}

export function modifierOf(type: SqlType): number {
  const [first, second = 0] = type.sizes;
  if (first === undefined) return -1;
  return type.name === 'numeric' ? ((first << 16) | second) + 4 : first + 4;
}

const numberRank: readonly ScalarName[] = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];

export function isNumber(type: SqlType): boolean {
  return !type.array && numberRank.includes(type.name);
}

export function isInteger(type: SqlType): boolean {
  return !type.array && (type.name === 'int2' || type.name === 'int4' || type.name === 'int8');
}

export function isText(type: SqlType): boolean {
  return !type.array && (type.name === 'text' || type.name === 'varchar' || type.name === 'bpchar');
}

export function isMoment(type: SqlType): boolean {
  return !type.array && (type.name === 'date' || type.name === 'timestamp' || type.name === 'timestamptz');
}

export function isUnknown(type: SqlType): boolean {
  return type.name === 'unknown' && !type.array;
}

/** The wider of two numeric types, as PostgreSQL's operators choose it. */
export function widerNumber(left: SqlType, right: SqlType): SqlType {
  const rank = Math.max(numberRank.indexOf(left.name), numberRank.indexOf(right.name));
  const name = numberRank[rank]!;
  return scalar(name === 'float4' && left.name !== right.name ? 'float8' : name);
}

export function sameType(left: SqlType, right: SqlType): boolean {
  return left.name === right.name && left.array === right.array;
}
