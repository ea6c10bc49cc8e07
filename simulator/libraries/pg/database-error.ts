import type { SqlErrorFields } from '../../wire/sql-protocol.ts';

/** What the server said, under the names that `pg` gives to the parts. */
export class DatabaseError extends Error {
  readonly length: number;
  severity: string | undefined;
  code: string | undefined;
  detail: string | undefined;
  hint: string | undefined;
  position: string | undefined;
  internalPosition: string | undefined;
  internalQuery: string | undefined;
  where: string | undefined;
  schema: string | undefined;
  table: string | undefined;
  column: string | undefined;
  dataType: string | undefined;
  constraint: string | undefined;
  file: string | undefined;
  line: string | undefined;
  routine: string | undefined;

  constructor(message: string, length: number, name: string) {
    super(message);
    this.length = length;
    this.name = name;
  }
}

export function databaseErrorOf(fields: SqlErrorFields): DatabaseError {
  const error = new DatabaseError(fields.message, JSON.stringify(fields).length, 'error');
  const { severity, code, detail, hint, position, schema, table, column, dataType, constraint } = fields;
  return Object.assign(error, { severity, code, detail, hint, position, schema, table, column, dataType, constraint });
}
