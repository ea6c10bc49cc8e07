import { narrowInteger, type StoredValue } from '../types/text-codec.ts';
import type { Heap } from './heap.ts';
import {
  lifetimeStatic,
  resultDone,
  resultRow,
  typeFloat,
  typeInteger,
  typeNull,
  type Pointer,
  type SqliteModule,
} from './sqlite-module.ts';
import type { TextArena } from './text-arena.ts';

/** A statement by SQLite's own C interface: sql.js's classes around it cost more than SQLite does. */
export class PreparedStatement {
  readonly #module: SqliteModule;
  readonly #heap: Heap;
  readonly #arena: TextArena;
  readonly #pointer: Pointer;
  /** Run since the cache last looked. */
  isRecent = true;

  constructor(module: SqliteModule, heap: Heap, arena: TextArena, pointer: Pointer) {
    this.#module = module;
    this.#heap = heap;
    this.#arena = arena;
    this.#pointer = pointer;
  }

  /** All of its rows, or null where SQLite has an error to tell. */
  run(values: readonly StoredValue[]): StoredValue[][] | null {
    const module = this.#module;
    const rows: StoredValue[][] = [];
    try {
      for (let index = 0; index < values.length; index++) this.#bind(index + 1, values[index]!);
      let code = module._sqlite3_step(this.#pointer);
      // Asked for each time, since SQLite compiles a statement anew when the schema has changed.
      const columns = code === resultRow ? module._sqlite3_column_count(this.#pointer) : 0;
      while (code === resultRow) {
        rows.push(this.#row(columns));
        code = module._sqlite3_step(this.#pointer);
      }
      return code === resultDone ? rows : null;
    } finally {
      module._sqlite3_reset(this.#pointer);
      this.#arena.release();
    }
  }

  #bind(index: number, value: StoredValue): void {
    const module = this.#module;
    const pointer = this.#pointer;
    if (value === null) module._sqlite3_bind_blob(pointer, index, 0, 0, lifetimeStatic);
    else if (typeof value !== 'number') {
      const text = this.#arena.write(String(value));
      module._sqlite3_bind_text(pointer, index, text, this.#arena.lastBytes, lifetimeStatic);
    } else if (value === (value | 0)) module._sqlite3_bind_int(pointer, index, value);
    else module._sqlite3_bind_double(pointer, index, value);
  }

  #row(columns: number): StoredValue[] {
    const row: StoredValue[] = [];
    for (let column = 0; column < columns; column++) row.push(this.#value(column));
    return row;
  }

  #value(column: number): StoredValue {
    const module = this.#module;
    const pointer = this.#pointer;
    const type = module._sqlite3_column_type(pointer, column);
    if (type === typeNull) return null;
    if (type === typeFloat) return module._sqlite3_column_double(pointer, column);
    if (type === typeInteger) {
      const value = module._sqlite3_column_double(pointer, column);
      if (Number.isSafeInteger(value)) return value;
    }
    const text = module._sqlite3_column_text(pointer, column);
    const shown = this.#heap.text(text, module._sqlite3_column_bytes(pointer, column));
    return type === typeInteger ? narrowInteger(BigInt(shown)) : shown;
  }

  free(): void {
    this.#module._sqlite3_finalize(this.#pointer);
  }
}
