import { packed, unpacked } from './packed.ts';

/** Unpacked ones, so that going to and fro does not unpack again and again. */
const unpackedMost = 48;

/** A row of things that only grows: the newest as they are, all others packed. Bounded: beyond `bytesMost` the oldest go. */
export class Archive<Item> {
  readonly #chunkLength: number;
  readonly #bytesMost: number;
  readonly #keysOf: (item: Item) => readonly string[];
  /** By number; those that went are gone. */
  readonly #chunks = new Map<number, Uint8Array>();
  readonly #unpacked = new Map<number, readonly Item[]>();
  /** Where items of a key lie: numbers of chunks, in order. */
  readonly #places = new Map<string, number[]>();
  #open: Item[] = [];
  #sealed = 0;
  #first = 0;
  #bytes = 0;

  /** So many are packed together: more pack better, and less is unpacked at once. `keysOf` says by what an item is to be found. */
  constructor(chunkLength: number, bytesMost: number, keysOf: (item: Item) => readonly string[] = () => []) {
    this.#chunkLength = chunkLength;
    this.#bytesMost = bytesMost;
    this.#keysOf = keysOf;
  }

  get length(): number {
    return this.#sealed * this.#chunkLength + this.#open.length;
  }

  /** The number of the oldest that is still there. */
  get start(): number {
    return this.#first * this.#chunkLength;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(item: Item): void {
    for (const key of this.#keysOf(item)) this.#note(key);
    this.#open.push(item);
    if (this.#open.length === this.#chunkLength) this.#seal();
  }

  /** Those from one number on, up to but not including another. */
  *between(from: number, until: number): Iterable<Item> {
    const first = Math.max(from, this.start);
    for (let number = Math.floor(first / this.#chunkLength); number * this.#chunkLength < until; number++) {
      const items = this.#chunk(number);
      const start = number * this.#chunkLength;
      const end = Math.min(items.length, until - start);
      for (let index = Math.max(0, first - start); index < end; index++) yield items[index]!;
    }
  }

  /** From the newest before `until` on back, with its number. */
  *backFrom(until: number): Iterable<readonly [number, Item]> {
    for (let number = Math.floor((until - 1) / this.#chunkLength); number >= this.#first; number--) {
      const items = this.#chunk(number);
      const start = number * this.#chunkLength;
      for (let index = Math.min(items.length, until - start) - 1; index >= 0; index--)
        yield [start + index, items[index]!];
    }
  }

  /** Those of one key, oldest first. */
  *of(key: string, from: number, until: number): Iterable<Item> {
    for (const number of this.#places.get(key) ?? []) {
      const start = number * this.#chunkLength;
      if (number < this.#first || start >= until) continue;
      for (const item of this.between(Math.max(from, start), Math.min(until, start + this.#chunkLength)))
        if (this.#keysOf(item).includes(key)) yield item;
    }
  }

  #note(key: string): void {
    const places = this.#places.get(key);
    if (!places) this.#places.set(key, [this.#sealed]);
    else if (places.at(-1) !== this.#sealed) places.push(this.#sealed);
  }

  #seal(): void {
    const bytes = packed(this.#open);
    this.#chunks.set(this.#sealed++, bytes);
    this.#bytes += bytes.length;
    this.#open = [];
    while (this.#bytes > this.#bytesMost) this.#dropOldest();
  }

  #dropOldest(): void {
    this.#bytes -= this.#chunks.get(this.#first)!.length;
    for (const item of this.#chunk(this.#first))
      for (const key of this.#keysOf(item)) if (this.#places.get(key)?.at(-1) === this.#first) this.#places.delete(key);
    this.#unpacked.delete(this.#first);
    this.#chunks.delete(this.#first++);
  }

  #chunk(number: number): readonly Item[] {
    if (number >= this.#sealed) return this.#open;
    const known = this.#unpacked.get(number);
    this.#unpacked.delete(number);
    const items = known ?? (unpacked(this.#chunks.get(number)!) as Item[]);
    this.#unpacked.set(number, items);
    if (this.#unpacked.size > unpackedMost) this.#unpacked.delete(this.#unpacked.keys().next().value!);
    return items;
  }
}
