import { codeAt } from '../../kernel/code-at.ts';

/** Which keys a chunk may hold, as a short sorted row of numbers: where the number of a key is not among them, it is not there. */
export class KeyPrints {
  readonly #keys = new Set<string>();

  add(key: string): void {
    this.#keys.add(key);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Of all keys since the last time. */
  take(): Uint32Array {
    const prints = new Uint32Array(this.#keys.size);
    let at = 0;
    for (const key of this.#keys) prints[at++] = printOf(key);
    this.#keys.clear();
    return prints.sort();
  }

  static mayHold(prints: Uint32Array, key: string): boolean {
    const print = printOf(key);
    let low = 0;
    let high = prints.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (prints[middle]! < print) low = middle + 1;
      else high = middle;
    }
    return prints[low] === print;
  }
}

function printOf(key: string): number {
  let print = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) print = Math.imul(print ^ codeAt(key, index), 0x01000193);
  return print >>> 0;
}
