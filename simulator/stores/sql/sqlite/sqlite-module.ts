/** An address in SQLite's memory; zero is none. */
export type Pointer = number;

export interface SqliteMemory {
  readonly buffer: ArrayBuffer;
}

/** SQLite's C interface as sql.js exports it, beside the classes that it wraps around it. */
export interface SqliteModule {
  readonly memory: SqliteMemory;
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;
  UTF8ToString(pointer: Pointer, bytes?: number, past0?: boolean): string;
  stringToNewUTF8(text: string): Pointer;
  lengthBytesUTF8(text: string): number;
  /** The signature has a letter for what is returned, and one for each parameter: void, i32, i64 (j). */
  addFunction(run: (...values: never[]) => void, signature: string): Pointer;
  _RegisterExtensionFunctions(database: Pointer): number;

  _sqlite3_open(name: Pointer, database: Pointer): number;
  _sqlite3_close_v2(database: Pointer): number;
  _sqlite3_errmsg(database: Pointer): Pointer;
  _sqlite3_changes(database: Pointer): number;
  _sqlite3_update_hook(database: Pointer, run: Pointer, data: Pointer): Pointer;
  _sqlite3_prepare_v2(database: Pointer, sql: Pointer, bytes: number, statement: Pointer, rest: Pointer): number;

  _sqlite3_step(statement: Pointer): number;
  _sqlite3_reset(statement: Pointer): number;
  _sqlite3_finalize(statement: Pointer): number;
  _sqlite3_bind_int(statement: Pointer, index: number, value: number): number;
  _sqlite3_bind_double(statement: Pointer, index: number, value: number): number;
  _sqlite3_bind_text(statement: Pointer, index: number, text: Pointer, bytes: number, lifetime: number): number;
  _sqlite3_bind_blob(statement: Pointer, index: number, blob: Pointer, bytes: number, lifetime: number): number;
  _sqlite3_column_count(statement: Pointer): number;
  _sqlite3_column_type(statement: Pointer, column: number): number;
  _sqlite3_column_double(statement: Pointer, column: number): number;
  _sqlite3_column_text(statement: Pointer, column: number): Pointer;
  _sqlite3_column_bytes(statement: Pointer, column: number): number;

  _sqlite3_create_function_v2(
    database: Pointer,
    name: Pointer,
    arity: number,
    encoding: number,
    data: Pointer,
    run: Pointer,
    step: Pointer,
    finish: Pointer,
    destroy: Pointer,
  ): number;
  _sqlite3_aggregate_context(context: Pointer, bytes: number): Pointer;
  _sqlite3_value_type(value: Pointer): number;
  _sqlite3_value_double(value: Pointer): number;
  _sqlite3_value_text(value: Pointer): Pointer;
  _sqlite3_value_bytes(value: Pointer): number;
  _sqlite3_result_null(context: Pointer): void;
  _sqlite3_result_int(context: Pointer, value: number): void;
  _sqlite3_result_double(context: Pointer, value: number): void;
  _sqlite3_result_text(context: Pointer, text: Pointer, bytes: number, lifetime: number): void;
  _sqlite3_result_error(context: Pointer, message: Pointer, bytes: number): void;
}

/** SQLite's numbers for what it was handed or hands out. */
export const resultRow = 100;
export const resultDone = 101;
export const typeInteger = 1;
export const typeFloat = 2;
export const typeNull = 5;
/** Of a text: it stays where it is until the statement ends, or SQLite copies it. */
export const lifetimeStatic = 0;
export const lifetimeCopied = -1;
export const encodingUtf8 = 1;
