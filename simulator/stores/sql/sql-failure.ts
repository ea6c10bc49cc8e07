import type { SqlErrorFields } from '../../wire/sql-protocol.ts';

type Extras = Omit<SqlErrorFields, 'severity' | 'code' | 'message'>;

/**
 * A statement's expected failure. It is thrown inside the translator, where it may arise ten calls deep, and caught at
 * the statement's boundary, where it becomes a value again.
 */
export class SqlFailure extends Error {
  readonly fields: SqlErrorFields;
  /** Where its statement begins in a text of several; clients are not told. */
  startsAt: number | null = null;

  constructor(code: string, message: string, extras: Extras = {}) {
    super(message);
    this.fields = { severity: 'ERROR', code, message, ...extras };
  }
}

export function fatal(code: string, message: string): SqlErrorFields {
  return { severity: 'FATAL', code, message };
}

/** What PostgreSQL has and this store does not: said in words, never answered wrongly. */
export function notSupported(feature: string): SqlFailure {
  return new SqlFailure('0A000', `${feature} is not supported by this simulated PostgreSQL`);
}

export function syntaxError(near: string | null, offset: number): SqlFailure {
  const where = near === null ? 'syntax error at end of input' : `syntax error at or near "${near}"`;
  return new SqlFailure('42601', where, { position: String(offset + 1) });
}

export function invalidInput(typeName: string, text: string): SqlFailure {
  return new SqlFailure('22P02', `invalid input syntax for type ${typeName}: "${text}"`);
}

export function outOfRange(typeName: string): SqlFailure {
  return new SqlFailure('22003', `${typeName} out of range`);
}

export function undefinedColumn(name: string, offset?: number): SqlFailure {
  return new SqlFailure('42703', `column ${name} does not exist`, positionOf(offset));
}

export function undefinedTable(name: string, offset?: number): SqlFailure {
  return new SqlFailure('42P01', `relation "${name}" does not exist`, positionOf(offset));
}

export function typeMismatch(message: string, offset?: number): SqlFailure {
  return new SqlFailure('42804', message, positionOf(offset));
}

export function positionOf(offset: number | undefined): Extras {
  return offset === undefined ? {} : { position: String(offset + 1) };
}
