import { SqlFailure } from './sql-failure.ts';
import { narrowInteger, type StoredValue } from './types/text-codec.ts';

/** The part of sql.js that is used. The host loads the WebAssembly and hands the module in. */
export interface SqlJsModule {
  readonly Database: new (bytes?: Uint8Array | null) => SqlJsDatabase;
}

interface SqlJsDatabase {
  prepare(sql: string): SqlJsStatement;
  exec(sql: string): unknown;
  close(): void;
  getRowsModified(): number;
  create_function(name: string, run: (...values: never[]) => unknown): unknown;
  create_aggregate(
    name: string,
    parts: { init: () => unknown; step: (state: never, value: never) => unknown; finalize: (state: never) => unknown },
  ): unknown;
  updateHook(run: ((operation: string, database: string, table: string, rowId: number) => void) | null): unknown;
}

interface SqlJsStatement {
  bind(values: readonly unknown[]): boolean;
  step(): boolean;
  get(values: null, options: { readonly useBigInt: boolean }): StoredValue[];
  reset(): void;
  free(): boolean;
}

export type FunctionValue = number | string | null;

/** Each function takes exactly as many values as it declares, since SQLite tells overloads apart by their number. */
export type SqlFunctions = Readonly<Record<string, (...values: never[]) => FunctionValue | boolean>>;

export interface SqlAggregate {
  readonly start: () => unknown;
  readonly step: (state: never, value: never) => unknown;
  readonly finish: (state: never) => FunctionValue;
}

export interface RowChange {
  readonly operation: 'insert' | 'update' | 'delete';
  readonly table: string;
  readonly row: number;
}

export interface SqliteEngine {
  open(): SqliteDatabase;
}

const statementsKept = 500;

export function createSqliteEngine(module: SqlJsModule): SqliteEngine {
  return { open: () => new SqliteDatabase(new module.Database()) };
}

/**
 * One database in memory. Nothing of SQLite that would read a clock or draw a random number is ever in a statement's
 * text: the translator writes calls of our own functions in their place.
 */
export class SqliteDatabase {
  readonly #database: SqlJsDatabase;
  /** Prepared statements in order of last use. */
  readonly #prepared = new Map<string, SqlJsStatement>();
  #changes: RowChange[] = [];
  /** What a function of ours threw while SQLite was running; SQLite itself would hand back the text only. */
  #thrown: SqlFailure | null = null;

  constructor(database: SqlJsDatabase) {
    this.#database = database;
    database.exec('pragma journal_mode = memory; pragma synchronous = off; pragma temp_store = memory');
    database.exec('pragma foreign_keys = on; pragma case_sensitive_like = on');
    database.updateHook((operation, _database, table, row) => {
      this.#changes.push({ operation: operation as RowChange['operation'], table, row });
    });
  }

  /** Runs one statement; rows come as SQLite keeps them. */
  run(sql: string, values: readonly StoredValue[] = []): StoredValue[][] {
    const statement = this.#prepare(sql);
    this.#thrown = null;
    const rows: StoredValue[][] = [];
    try {
      statement.bind(values);
      while (statement.step()) rows.push(statement.get(null, wholeIntegers).map(narrowed));
    } catch (error) {
      throw this.#thrown ?? error;
    } finally {
      statement.reset();
    }
    return rows;
  }

  /** Rows changed since the last call, in the order in which SQLite changed them, cascades included. */
  takeChanges(): RowChange[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  rowsModified(): number {
    return this.#database.getRowsModified();
  }

  defineFunctions(functions: SqlFunctions): void {
    for (const [name, run] of Object.entries(functions)) this.#database.create_function(name, this.#guarded(run));
  }

  defineAggregate(name: string, aggregate: SqlAggregate): void {
    this.#database.create_aggregate(name, {
      init: aggregate.start,
      step: this.#guarded(aggregate.step),
      finalize: this.#guarded(aggregate.finish),
    });
  }

  /** Keeps what was thrown, and the number of parameters, from which sql.js learns the arity. */
  #guarded<Run extends (...values: never[]) => unknown>(run: Run): Run {
    const guarded = (...values: never[]): unknown => {
      try {
        return run(...values);
      } catch (error) {
        if (error instanceof SqlFailure) this.#thrown ??= error;
        throw error;
      }
    };
    Object.defineProperty(guarded, 'length', { value: run.length });
    return guarded as Run;
  }

  close(): void {
    this.#forgetStatements();
    this.#database.close();
  }

  #prepare(sql: string): SqlJsStatement {
    let statement = this.#prepared.get(sql);
    if (statement) {
      this.#prepared.delete(sql);
    } else {
      statement = this.#database.prepare(sql);
      if (this.#prepared.size >= statementsKept) {
        const [oldest, unused] = this.#prepared.entries().next().value!;
        unused.free();
        this.#prepared.delete(oldest);
      }
    }
    this.#prepared.set(sql, statement);
    return statement;
  }

  #forgetStatements(): void {
    for (const statement of this.#prepared.values()) statement.free();
    this.#prepared.clear();
  }
}

const wholeIntegers = { useBigInt: true } as const;

function narrowed(value: StoredValue): StoredValue {
  return typeof value === 'bigint' ? narrowInteger(value) : value;
}
