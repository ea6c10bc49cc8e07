import { KeyPrints } from './key-prints.ts';
import { Packing } from './packing.ts';
import { unpacked } from './unpacked.ts';

/** Unpacked ones, so that going to and fro does not unpack again and again. */
const unpackedMost = 12;

interface Chunk {
  readonly bytes: Uint8Array;
  readonly keys: Uint32Array;
}

interface Ways<Item> {
  /** By what an item is to be found. */
  readonly keyOf?: (item: Item) => string | null;
  /** Sees the oldest on their way out. */
  readonly dropped?: (items: readonly Item[]) => void;
}

/**
 * A row of things that only grows, each packed as it comes: nothing of it lies about as an object. Bounded: beyond `bytesMost`
 * the oldest go.
 */
export class Archive<Item> {
  readonly #chunkLength: number;
  readonly #bytesMost: number;
  readonly #keyOf: (item: Item) => string | null;
  readonly #dropped: ((items: readonly Item[]) => void) | null;
  /** By number; those that went are gone. */
  readonly #chunks = new Map<number, Chunk>();
  readonly #unpacked = new Map<number, readonly Item[]>();
  /** The chunk that is being filled. */
  readonly #packing = new Packing();
  readonly #keys = new KeyPrints();
  #open = 0;
  #sealed = 0;
  #first = 0;
  #bytes = 0;

  /** So many are packed together: more pack better, and less is unpacked at once. */
  constructor(chunkLength: number, bytesMost: number, { keyOf = () => null, dropped }: Ways<Item> = {}) {
    this.#chunkLength = chunkLength;
    this.#bytesMost = bytesMost;
    this.#keyOf = keyOf;
    this.#dropped = dropped ?? null;
  }

  get length(): number {
    return this.#sealed * this.#chunkLength + this.#open;
  }

  /** The number of the oldest that is still there. */
  get start(): number {
    return this.#first * this.#chunkLength;
  }

  get bytes(): number {
    return this.#bytes + this.#packing.length;
  }

  add(item: Item): void {
    const key = this.#keyOf(item);
    if (key !== null) this.#keys.add(key);
    this.#packing.add(item);
    this.#unpacked.delete(this.#sealed);
    this.#open++;
    if (this.#open === this.#chunkLength) this.#seal();
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
    const first = Math.max(from, this.start);
    for (let number = Math.floor(first / this.#chunkLength); number * this.#chunkLength < until; number++) {
      if (!this.#mayHold(number, key)) continue;
      const start = number * this.#chunkLength;
      for (const item of this.between(Math.max(first, start), Math.min(until, start + this.#chunkLength)))
        if (this.#keyOf(item) === key) yield item;
    }
  }

  #mayHold(number: number, key: string): boolean {
    const chunk = this.#chunks.get(number);
    return chunk ? KeyPrints.mayHold(chunk.keys, key) : this.#keys.has(key);
  }

  #seal(): void {
    const bytes = this.#packing.packed();
    this.#packing.clear();
    this.#chunks.set(this.#sealed++, { bytes, keys: this.#keys.take() });
    this.#bytes += bytes.length;
    this.#open = 0;
    while (this.#bytes > this.#bytesMost) this.#dropOldest();
  }

  #dropOldest(): void {
    const { bytes } = this.#chunks.get(this.#first)!;
    this.#bytes -= bytes.length;
    this.#dropped?.(unpacked(bytes) as Item[]);
    this.#unpacked.delete(this.#first);
    this.#chunks.delete(this.#first++);
  }

  #chunk(number: number): readonly Item[] {
    if (number > this.#sealed || (number === this.#sealed && this.#open === 0)) return [];
    const known = this.#unpacked.get(number);
    this.#unpacked.delete(number);
    const items = known ?? (unpacked(this.#chunks.get(number)?.bytes ?? this.#packing.packed()) as Item[]);
    this.#unpacked.set(number, items);
    if (this.#unpacked.size > unpackedMost) this.#unpacked.delete(this.#unpacked.keys().next().value!);
    return items;
  }
}
