import type { SqlField, SqlResult } from '../../wire/sql-protocol.ts';
import type { TypeParser } from './values/type-parsers.ts';

export interface FieldDef {
  readonly name: string;
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  readonly dataTypeSize: number;
  readonly dataTypeModifier: number;
  readonly format: 'text';
}

export type TypeParserOf = (typeId: number, format: 'text') => TypeParser;

/** What a query's promise gives. */
export class Result {
  command: string | null = null;
  rowCount: number | null = null;
  oid: number | null = null;
  rows: unknown[] = [];
  fields: FieldDef[] = [];

  static of(answer: SqlResult, parserOf: TypeParserOf, asArrays: boolean): Result {
    const result = new Result();
    result.command = answer.command || null;
    result.rowCount = answer.rowCount;
    result.oid = answer.command === 'INSERT' ? 0 : null;
    const { names, defs, isPlain } = layoutOf(answer.fields);
    result.fields = [...defs];
    const parsers = answer.fields.map((field) => parserOf(field[3], 'text'));
    const build = asArrays ? valuesOf : isPlain ? rowOfNames : rowOfEntries;
    for (const row of answer.rows) result.rows.push(build(row, parsers, names));
    return result;
  }
}

/** What every result of a statement has in common. */
interface Layout {
  readonly names: readonly string[];
  readonly defs: readonly FieldDef[];
  /** Whether each name makes a column of a plain object. */
  readonly isPlain: boolean;
}

/** Where a store is in the same realm, it hands out the same list with each answer to the same statement. */
const layouts = new WeakMap<readonly SqlField[], Layout>();

function layoutOf(fields: readonly SqlField[]): Layout {
  let layout = layouts.get(fields);
  if (layout === undefined) {
    const names = fields.map(([name]) => name);
    layout = { names, defs: fields.map(fieldDef), isPlain: !names.some(isInherited) };
    layouts.set(fields, layout);
  }
  return layout;
}

/** To assign to such a name would not make a column of it. */
function isInherited(name: string): boolean {
  return name in Object.prototype;
}

type WireRow = readonly (string | null)[];

function valuesOf(wire: WireRow, parsers: readonly TypeParser[]): unknown[] {
  return parsers.map((parse, index) => (wire[index] === null ? null : parse(wire[index]!)));
}

/** Of two columns with one name the last one stands, as in `pg`. */
function rowOfNames(wire: WireRow, parsers: readonly TypeParser[], names: readonly string[]): object {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index++) {
    const text = wire[index]!;
    row[names[index]!] = text === null ? null : parsers[index]!(text);
  }
  return row;
}

/** The same for any names, at four times the cost. */
function rowOfEntries(wire: WireRow, parsers: readonly TypeParser[], names: readonly string[]): object {
  const values = valuesOf(wire, parsers);
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function fieldDef([name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier]: SqlField): FieldDef {
  return { name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, format: 'text' };
}
