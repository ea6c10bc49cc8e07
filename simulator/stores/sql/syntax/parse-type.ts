import { notSupported, SqlFailure } from '../sql-failure.ts';
import type { TypeName } from './ast.ts';
import type { TokenReader } from './token-reader.ts';

const names: Readonly<Record<string, string>> = {
  int: 'int4',
  integer: 'int4',
  int4: 'int4',
  bigint: 'int8',
  int8: 'int8',
  smallint: 'int2',
  int2: 'int2',
  text: 'text',
  varchar: 'varchar',
  char: 'bpchar',
  bpchar: 'bpchar',
  boolean: 'bool',
  bool: 'bool',
  numeric: 'numeric',
  decimal: 'numeric',
  real: 'float4',
  float4: 'float4',
  float8: 'float8',
  float: 'float8',
  date: 'date',
  timestamptz: 'timestamptz',
  interval: 'interval',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
};

const serials: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
};

const known = ['time', 'timetz', 'bytea', 'xml', 'money', 'inet', 'cidr', 'point', 'bit', 'tsvector', 'oid', 'name'];

export function parseType(reader: TokenReader): TypeName {
  const start = reader.peek();
  const word = reader.label();
  const serial = serials[word];
  if (serial !== undefined) return { name: serial, sizes: [], array: false, serial: true };
  const name = typeNameOf(reader, word);
  if (name === undefined) {
    if (known.includes(word)) throw notSupported(`the type ${word}`);
    throw new SqlFailure('42704', `type "${word}" does not exist`, { position: String(start.offset + 1) });
  }
  const sizes = name !== 'timestamptz' && name !== 'timestamp' && reader.isOperator('(') ? parseSizes(reader) : [];
  return { name, sizes: name === 'bpchar' && sizes.length === 0 ? [1] : sizes, array: parseArrayMark(reader) };
}

function typeNameOf(reader: TokenReader, word: string): string | undefined {
  if (word === 'double') {
    reader.expectWords('precision');
    return 'float8';
  }
  if (word === 'character' || word === 'char') return reader.acceptWords('varying') ? 'varchar' : 'bpchar';
  if (word === 'timestamp') {
    if (reader.isOperator('(')) parseSizes(reader);
    if (reader.acceptWords('with')) {
      reader.expectWords('time', 'zone');
      return 'timestamptz';
    }
    if (reader.acceptWords('without')) reader.expectWords('time', 'zone');
    return 'timestamp';
  }
  if (word === 'timestamptz' && reader.isOperator('(')) parseSizes(reader);
  return Object.hasOwn(names, word) ? names[word] : undefined;
}

function parseSizes(reader: TokenReader): number[] {
  return reader.parenthesized(() => reader.commaSeparated(() => reader.integer()));
}

function parseArrayMark(reader: TokenReader): boolean {
  if (reader.acceptWords('array')) return true;
  if (!reader.acceptOperator('[')) return false;
  reader.expectOperator(']');
  if (reader.isOperator('[')) throw notSupported('an array of more than one dimension');
  return true;
}
