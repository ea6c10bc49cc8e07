import type { Heap } from './heap.ts';
import {
  encodingUtf8,
  lifetimeCopied,
  typeFloat,
  typeInteger,
  typeNull,
  type Pointer,
  type SqliteModule,
} from './sqlite-module.ts';
import type { TextArena } from './text-arena.ts';

export type FunctionValue = number | string | null;

/** Each function takes exactly as many values as it declares, since SQLite tells overloads apart by their number. */
export type SqlFunctions = Readonly<Record<string, (...values: never[]) => FunctionValue | boolean>>;

export interface SqlAggregate {
  readonly start: () => unknown;
  readonly step: (state: never, value: never) => unknown;
  readonly finish: (state: never) => FunctionValue;
}

type AnyFunction = (...values: readonly FunctionValue[]) => FunctionValue | boolean;

/** Functions of ours that SQLite calls. */
export class Callbacks {
  readonly #module: SqliteModule;
  readonly #heap: Heap;
  readonly #arena: TextArena;
  readonly #database: Pointer;
  readonly #added: Pointer[] = [];
  /** What one of them threw: SQLite itself would hand back a text only. */
  #thrown: unknown = null;

  constructor(module: SqliteModule, heap: Heap, arena: TextArena, database: Pointer) {
    this.#module = module;
    this.#heap = heap;
    this.#arena = arena;
    this.#database = database;
  }

  takeThrown(): unknown {
    const thrown = this.#thrown;
    this.#thrown = null;
    return thrown;
  }

  define(name: string, given: SqlFunctions[string]): void {
    const run = given as AnyFunction;
    const called = this.#add('viii', (context: Pointer, count: number, values: Pointer) => {
      try {
        this.#answer(context, this.#call(run, count, values));
      } catch (error) {
        this.#fail(context, error);
      }
    });
    this.#create(name, run.length, called, 0, 0);
  }

  defineAggregate(name: string, { start, step, finish }: SqlAggregate): void {
    const states = new Map<Pointer, unknown>();
    const stateAt = (place: Pointer): never => (states.has(place) ? states.get(place) : start()) as never;
    const stepped = this.#add('viii', (context: Pointer, count: number, values: Pointer) => {
      const place = this.#module._sqlite3_aggregate_context(context, 1);
      try {
        states.set(place, step(stateAt(place), this.#values(count, values)[0] as never));
      } catch (error) {
        states.delete(place);
        this.#fail(context, error);
      }
    });
    const finished = this.#add('vi', (context: Pointer) => {
      const place = this.#module._sqlite3_aggregate_context(context, 1);
      try {
        this.#answer(context, finish(stateAt(place)));
      } catch (error) {
        this.#fail(context, error);
      }
      states.delete(place);
    });
    this.#create(name, 1, 0, stepped, finished);
  }

  /** Calls with the operation's number, and the table and row that it has changed. */
  onChange(run: (operation: number, table: string, row: number) => void): void {
    const changed = this.#add('viiiij', (_data: Pointer, operation: number, _schema: Pointer, table: Pointer, row) =>
      run(operation, this.#heap.terminatedText(table), Number(row)),
    );
    this.#module._sqlite3_update_hook(this.#database, changed, 0);
  }

  #add(signature: string, run: (...values: never[]) => void): Pointer {
    const pointer = this.#module.addFunction(run, signature);
    this.#added.push(pointer);
    return pointer;
  }

  #create(name: string, arity: number, run: Pointer, step: Pointer, finish: Pointer): void {
    const text = this.#arena.write(name);
    this.#module._sqlite3_create_function_v2(this.#database, text, arity, encodingUtf8, 0, run, step, finish, 0);
    this.#arena.release();
  }

  /** To spread a list of values takes longer than most of the functions. */
  #call(run: AnyFunction, count: number, values: Pointer): FunctionValue | boolean {
    switch (count) {
      case 0:
        return run();
      case 1:
        return run(this.#valueAt(values, 0));
      case 2:
        return run(this.#valueAt(values, 0), this.#valueAt(values, 1));
      case 3:
        return run(this.#valueAt(values, 0), this.#valueAt(values, 1), this.#valueAt(values, 2));
      default:
        return run(...this.#values(count, values));
    }
  }

  #valueAt(values: Pointer, index: number): FunctionValue {
    return this.#value(this.#heap.word(values + 4 * index));
  }

  #values(count: number, values: Pointer): FunctionValue[] {
    const taken: FunctionValue[] = [];
    for (let index = 0; index < count; index++) taken.push(this.#valueAt(values, index));
    return taken;
  }

  #value(value: Pointer): FunctionValue {
    const module = this.#module;
    const type = module._sqlite3_value_type(value);
    if (type === typeInteger || type === typeFloat) return module._sqlite3_value_double(value);
    if (type === typeNull) return null;
    const text = module._sqlite3_value_text(value);
    return this.#heap.text(text, module._sqlite3_value_bytes(value));
  }

  #answer(context: Pointer, value: FunctionValue | boolean): void {
    const module = this.#module;
    if (typeof value === 'number') module._sqlite3_result_double(context, value);
    else if (typeof value === 'boolean') module._sqlite3_result_int(context, value ? 1 : 0);
    else if (value === null) module._sqlite3_result_null(context);
    else {
      const text = this.#arena.write(value);
      module._sqlite3_result_text(context, text, this.#arena.lastBytes, lifetimeCopied);
      this.#arena.release();
    }
  }

  #fail(context: Pointer, error: unknown): void {
    this.#thrown ??= error;
    this.#module._sqlite3_result_error(context, this.#arena.write('failed'), -1);
    this.#arena.release();
  }

  free(): void {
    for (const pointer of this.#added) this.#module.removeFunction(pointer);
  }
}
