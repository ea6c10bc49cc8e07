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
    result.fields = answer.fields.map(fieldDef);
    const parsers = result.fields.map((field) => parserOf(field.dataTypeID, 'text'));
    result.rows = answer.rows.map((row) => {
      const values = row.map((value, index) => (value === null ? null : parsers[index]!(value)));
      // Of two columns with one name the last one stands, as in `pg`.
      return asArrays ? values : Object.fromEntries(values.map((value, index) => [result.fields[index]!.name, value]));
    });
    return result;
  }
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
