import { codeAt } from '../../../kernel/code-at.ts';
import type { Pointer, SqliteModule } from './sqlite-module.ts';

const knownTexts = 2048;
const longestKnown = 64;

/** What lies in SQLite's memory. */
export class Heap {
  readonly #module: SqliteModule;
  #bytes: Uint8Array;
  #words: Int32Array;
  /**
   * Each text has a place by its bytes, where the last one stays that had it: most texts are met again, and to compare
   * one costs half of decoding it.
   */
  readonly #known: string[] = new Array<string>(knownTexts).fill('');

  constructor(module: SqliteModule) {
    this.#module = module;
    this.#bytes = new Uint8Array(module.memory.buffer);
    this.#words = new Int32Array(module.memory.buffer);
  }

  /** To be asked for anew after each call of SQLite: when the memory grows, the old view is of length zero. */
  bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#renew();
    return this.#bytes;
  }

  word(pointer: Pointer): number {
    if (this.#words.length === 0) this.#renew();
    return this.#words[pointer >> 2]!;
  }

  #renew(): void {
    this.#bytes = new Uint8Array(this.#module.memory.buffer);
    this.#words = new Int32Array(this.#module.memory.buffer);
  }

  text(pointer: Pointer, length: number): string {
    if (length > longestKnown) return this.#module.UTF8ToString(pointer, length, true);
    const bytes = this.bytes();
    let hash = length;
    for (let index = 0; index < length; index++) hash = (Math.imul(hash, 31) + bytes[pointer + index]!) | 0;
    const place = hash & (knownTexts - 1);
    const known = this.#known[place]!;
    // Outside of ASCII no text has as many characters as bytes, so such a one is never found.
    if (known.length === length && isAt(bytes, pointer, known)) return known;
    const text = this.#module.UTF8ToString(pointer, length, true);
    this.#known[place] = text;
    return text;
  }

  terminatedText(pointer: Pointer): string {
    const bytes = this.bytes();
    let end = pointer;
    while (bytes[end] !== 0) end++;
    return this.text(pointer, end - pointer);
  }
}

function isAt(bytes: Uint8Array, pointer: Pointer, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (codeAt(text, index) !== bytes[pointer + index]) return false;
  }
  return true;
}
