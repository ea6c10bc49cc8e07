import { Callbacks, DatabaseCallbacks, type SqlAggregate, type SqlFunctions } from './sqlite/callbacks.ts';
import { Heap } from './sqlite/heap.ts';
import { PreparedStatement } from './sqlite/prepared-statement.ts';
import type { Pointer, SqliteModule } from './sqlite/sqlite-module.ts';
import { TextArena } from './sqlite/text-arena.ts';
import type { StoredValue } from './types/text-codec.ts';

export interface RowChange {
  readonly operation: 'insert' | 'update' | 'delete';
  readonly table: string;
  readonly row: number;
}

export interface SqliteEngine {
  open(): SqliteDatabase;
}

const statementsKept = 500;

/** By SQLite's numbers. */
const operations: Readonly<Record<number, RowChange['operation']>> = { 9: 'delete', 18: 'insert', 23: 'update' };

export function createSqliteEngine(module: SqliteModule): SqliteEngine {
  const heap = new Heap(module);
  const surroundings: Surroundings = {
    module,
    heap,
    parameters: new TextArena(module, heap),
    // Texts of its own: functions answer while parameters are in use.
    callbacks: new Callbacks(module, heap, new TextArena(module, heap)),
    scratch: module._malloc(4),
  };
  return { open: () => new SqliteDatabase(surroundings) };
}

interface Surroundings {
  readonly module: SqliteModule;
  readonly heap: Heap;
  readonly parameters: TextArena;
  readonly callbacks: Callbacks;
  readonly scratch: Pointer;
}

/**
 * One database in SQLite's own memory, where no lock, journal or page ever goes through a file system. Nothing of SQLite
 * that would read a clock or draw a random number is ever in a statement's text: the translator writes calls of our own
 * functions in their place.
 */
export class SqliteDatabase {
  readonly #surroundings: Surroundings;
  readonly #pointer: Pointer;
  readonly #own = new DatabaseCallbacks();
  /** Prepared statements, those first that were not used for long. */
  readonly #prepared = new Map<string, PreparedStatement>();
  #changes: RowChange[] = [];

  constructor(surroundings: Surroundings) {
    const { module, heap, parameters, callbacks, scratch } = surroundings;
    this.#surroundings = surroundings;
    module._sqlite3_open(parameters.write(':memory:'), scratch);
    parameters.release();
    this.#pointer = heap.word(scratch);
    for (const name of ['foreign_keys = on', 'case_sensitive_like = on', 'temp_store = memory']) {
      this.run(`pragma ${name}`);
    }
    this.#own.onChange = (operation, table, row) =>
      this.#changes.push({ operation: operations[operation]!, table, row });
    callbacks.tellChanges(this.#pointer);
  }

  /** Runs one statement; rows come as SQLite keeps them. */
  run(sql: string, values: readonly StoredValue[] = noValues): StoredValue[][] {
    const statement = this.#prepare(sql);
    this.#surroundings.callbacks.run(this.#own);
    const rows = statement.run(values);
    if (rows === null) throw this.#own.takeThrown() ?? this.#error();
    return rows;
  }

  #error(): Error {
    const { module } = this.#surroundings;
    return new Error(module.UTF8ToString(module._sqlite3_errmsg(this.#pointer)));
  }

  /** Rows changed since the last call, in the order in which SQLite changed them, cascades included. */
  takeChanges(): RowChange[] {
    const changes = this.#changes;
    if (changes.length > 0) this.#changes = [];
    return changes;
  }

  rowsModified(): number {
    return this.#surroundings.module._sqlite3_changes(this.#pointer);
  }

  defineFunctions(functions: SqlFunctions): void {
    const { callbacks } = this.#surroundings;
    for (const [name, run] of Object.entries(functions)) callbacks.define(this.#pointer, this.#own, name, run);
  }

  defineAggregate(name: string, aggregate: SqlAggregate): void {
    this.#surroundings.callbacks.defineAggregate(this.#pointer, this.#own, name, aggregate);
  }

  close(): void {
    for (const statement of this.#prepared.values()) statement.free();
    this.#prepared.clear();
    this.#surroundings.module._sqlite3_close_v2(this.#pointer);
  }

  #prepare(sql: string): PreparedStatement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#compile(sql);
      if (this.#prepared.size >= statementsKept) this.#dropOldest();
      this.#prepared.set(sql, statement);
    }
    statement.isRecent = true;
    return statement;
  }

  /** Whatever ran since it was last looked at goes to the end of the row instead. */
  #dropOldest(): void {
    for (const [sql, statement] of this.#prepared) {
      this.#prepared.delete(sql);
      if (!statement.isRecent) return statement.free();
      statement.isRecent = false;
      this.#prepared.set(sql, statement);
    }
  }

  #compile(sql: string): PreparedStatement {
    const { module, heap, parameters, scratch } = this.#surroundings;
    const text = parameters.write(sql);
    const code = module._sqlite3_prepare_v2(this.#pointer, text, -1, scratch, 0);
    parameters.release();
    if (code !== 0) throw this.#error();
    return new PreparedStatement(module, heap, parameters, heap.word(scratch));
  }
}

const noValues: readonly StoredValue[] = [];
