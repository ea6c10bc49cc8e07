import { codeAt } from '../../../kernel/code-at.ts';
import type { Heap } from './heap.ts';
import type { Pointer, SqliteModule } from './sqlite-module.ts';

const arenaBytes = 16_384;

/** Texts that SQLite is handed, written one after the other without its allocator, and all let go together. */
export class TextArena {
  readonly #module: SqliteModule;
  readonly #heap: Heap;
  readonly #start: Pointer;
  #used = 0;
  /** Of texts that are too long or not ASCII. */
  readonly #allocated: Pointer[] = [];
  /** The size of the text that was written last. */
  lastBytes = 0;

  constructor(module: SqliteModule, heap: Heap) {
    this.#module = module;
    this.#heap = heap;
    this.#start = module._malloc(arenaBytes);
  }

  write(text: string): Pointer {
    const { length } = text;
    if (this.#used + length >= arenaBytes) return this.#allocate(text);
    const bytes = this.#heap.bytes();
    const pointer = this.#start + this.#used;
    for (let index = 0; index < length; index++) {
      const code = codeAt(text, index);
      if (code > 127) return this.#allocate(text);
      bytes[pointer + index] = code;
    }
    bytes[pointer + length] = 0;
    this.#used += length + 1;
    this.lastBytes = length;
    return pointer;
  }

  #allocate(text: string): Pointer {
    const pointer = this.#module.stringToNewUTF8(text);
    if (pointer === 0) throw new Error('SQLite is out of memory');
    this.#allocated.push(pointer);
    this.lastBytes = this.#module.lengthBytesUTF8(text);
    return pointer;
  }

  release(): void {
    this.#used = 0;
    while (this.#allocated.length > 0) this.#module._free(this.#allocated.pop()!);
  }
}
