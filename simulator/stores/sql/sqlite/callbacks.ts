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

/** What one database has SQLite call, and what came of it. */
export class DatabaseCallbacks {
  /** By the number of each. */
  readonly functions: AnyFunction[] = [];
  readonly aggregates: SqlAggregate[] = [];
  onChange: (operation: number, table: string, row: number) => void = () => {};
  /** What one of them threw: SQLite itself would hand back a text only. */
  thrown: unknown = null;

  takeThrown(): unknown {
    const { thrown } = this;
    this.thrown = null;
    return thrown;
  }
}

interface Numbered {
  readonly number: number;
  readonly pointers: readonly Pointer[];
}

/**
 * Functions of ours that SQLite calls. To make one of them callable compiles a little module of WebAssembly, so all databases
 * have the same ones, which ask the one whose statement runs.
 */
export class Callbacks {
  readonly #module: SqliteModule;
  readonly #heap: Heap;
  readonly #arena: TextArena;
  readonly #numbered = new Map<string, Numbered>();
  readonly #changed: Pointer;
  #running = new DatabaseCallbacks();

  constructor(module: SqliteModule, heap: Heap, arena: TextArena) {
    this.#module = module;
    this.#heap = heap;
    this.#arena = arena;
    const changed = (_data: Pointer, operation: number, _schema: Pointer, table: Pointer, row: bigint): void =>
      this.#running.onChange(operation, heap.terminatedText(table), Number(row));
    this.#changed = module.addFunction(changed, 'viiiij');
  }

  /** Before a statement of that database. */
  run(own: DatabaseCallbacks): void {
    this.#running = own;
  }

  tellChanges(database: Pointer): void {
    this.#module._sqlite3_update_hook(database, this.#changed, 0);
  }

  define(database: Pointer, own: DatabaseCallbacks, name: string, given: SqlFunctions[string]): void {
    const run = given as AnyFunction;
    const { number, pointers } = this.#numberOf(`${name} ${run.length}`, (called) => [
      this.#module.addFunction((context: Pointer, count: number, values: Pointer) => {
        try {
          this.#answer(context, this.#call(this.#running.functions[called]!, count, values));
        } catch (error) {
          this.#fail(context, error);
        }
      }, 'viii'),
    ]);
    own.functions[number] = run;
    this.#create(database, name, run.length, pointers[0]!, 0, 0);
  }

  defineAggregate(database: Pointer, own: DatabaseCallbacks, name: string, aggregate: SqlAggregate): void {
    const { number, pointers } = this.#numberOf(`${name} of all`, (called) => this.#aggregatePointers(called));
    own.aggregates[number] = aggregate;
    this.#create(database, name, 1, 0, pointers[0]!, pointers[1]!);
  }

  #numberOf(name: string, make: (number: number) => readonly Pointer[]): Numbered {
    const known = this.#numbered.get(name);
    if (known) return known;
    const number = this.#numbered.size;
    const numbered = { number, pointers: make(number) };
    this.#numbered.set(name, numbered);
    return numbered;
  }

  #aggregatePointers(number: number): readonly Pointer[] {
    const states = new Map<Pointer, unknown>();
    const stateAt = (place: Pointer): never =>
      (states.has(place) ? states.get(place) : this.#running.aggregates[number]!.start()) as never;
    const stepped = (context: Pointer, count: number, values: Pointer): void => {
      const { step } = this.#running.aggregates[number]!;
      const place = this.#module._sqlite3_aggregate_context(context, 1);
      try {
        states.set(place, step(stateAt(place), this.#values(count, values)[0] as never));
      } catch (error) {
        states.delete(place);
        this.#fail(context, error);
      }
    };
    const finished = (context: Pointer): void => {
      const { finish } = this.#running.aggregates[number]!;
      const place = this.#module._sqlite3_aggregate_context(context, 1);
      try {
        this.#answer(context, finish(stateAt(place)));
      } catch (error) {
        this.#fail(context, error);
      }
      states.delete(place);
    };
    return [this.#module.addFunction(stepped, 'viii'), this.#module.addFunction(finished, 'vi')];
  }

  #create(database: Pointer, name: string, arity: number, run: Pointer, step: Pointer, finish: Pointer): void {
    const text = this.#arena.write(name);
    this.#module._sqlite3_create_function_v2(database, text, arity, encodingUtf8, 0, run, step, finish, 0);
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
    this.#running.thrown ??= error;
    this.#module._sqlite3_result_error(context, this.#arena.write('failed'), -1);
    this.#arena.release();
  }
}
