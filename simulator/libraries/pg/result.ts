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
    const names: string[] = [];
    const parsers: TypeParser[] = [];
    for (const field of answer.fields) {
      result.fields.push(fieldDef(field));
      names.push(field.name);
      parsers.push(parserOf(field.typeId, 'text'));
    }
    const build = asArrays ? null : names.some(isInherited) ? rowOfEntries : rowOfNames;
    for (const row of answer.rows) {
      const values = parsers.map((parse, index) => (row[index] === null ? null : parse(row[index]!)));
      result.rows.push(build === null ? values : build(names, values));
    }
    return result;
  }
}

/** To assign to such a name would not make a column of it. */
function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Of two columns with one name the last one stands, as in `pg`. */
function rowOfNames(names: readonly string[], values: readonly unknown[]): object {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index++) row[names[index]!] = values[index];
  return row;
}

/** The same for any names, at four times the cost. */
function rowOfEntries(names: readonly string[], values: readonly unknown[]): object {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function fieldDef(field: SqlField): FieldDef {
  return {
    name: field.name,
    tableID: field.tableId,
    columnID: field.columnId,
    dataTypeID: field.typeId,
    dataTypeSize: field.typeSize,
    dataTypeModifier: field.typeModifier,
    format: 'text',
  };
}
