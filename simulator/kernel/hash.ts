import { codeAt } from './code-at.ts';
import { bytesOf, lettersMost, wordsOfBytes } from './text-bytes.ts';

/** Ids are drawn from streams whose states are hashed; `unhashed` is what differs by engine. */
const leftOut: ReadonlySet<string> = new Set(['unhashed', 'traceId', 'spanId', 'parentSpanId', 'links']);

const scratch = new DataView(new ArrayBuffer(8));

/** What tells values apart that are no texts and no small whole numbers: these add words of their own and nothing else. */
const marks = { float: 0x1b873593, true: 0x2c1b3c6d, false: 0x297a2d39, null: 0x165667b1, none: 0x27d4eb2d };
const listMark = 0x3c6ef372;
const objectMark = 0x510e527f;

/** Below this a letter at a time is as fast. */
const passageLeast = 24;

/** A text that came before: the words it adds, so that it need not be walked again. */
interface KnownText {
  readonly first: number;
  readonly second: number;
  readonly isLeftOut: boolean;
}

const knownTextsMax = 4_096;
const knownTexts = new Map<string, KnownText>();

/**
 * A running 64-bit hash kept as two 32-bit lanes. Not cryptographic: it tells runs apart, it does not defend them.
 */
export class Hash {
  #low = 0x9e3779b9;
  #high = 0x85ebca6b;

  bits(value: number): this {
    // Two multiply-rotate lanes that feed each other, so that order counts in both.
    let low = Math.imul(this.#low ^ value, 0xcc9e2d51);
    low = (low << 15) | (low >>> 17);
    let high = Math.imul(this.#high + (value ^ low), 0x1b873593);
    high = (high << 13) | (high >>> 19);
    this.#low = (Math.imul(low, 5) + 0xe6546b64) ^ high;
    this.#high = high;
    return this;
  }

  number(value: number): this {
    if ((value | 0) === value) return this.bits(value);
    scratch.setFloat64(0, value);
    return this.bits(marks.float).bits(scratch.getInt32(0)).bits(scratch.getInt32(4));
  }

  text(value: string): this {
    // Two lanes that do not wait for one another: texts are most of what a run hashes.
    let even = 0x811c9dc5;
    let odd = 0x27d4eb2f;
    const { length } = value;
    for (let index = 1; index < length; index += 2) {
      even = Math.imul(even ^ codeAt(value, index - 1), 0x01000193);
      odd = Math.imul(odd ^ codeAt(value, index), 0x85ebca6b);
    }
    if (length & 1) even = Math.imul(even ^ codeAt(value, length - 1), 0x01000193);
    return this.bits(even).bits(odd ^ length);
  }

  /** For what messages carry, which may be long: four bytes at a time. */
  passage(value: string): this {
    const { length } = value;
    if (length < passageLeast || length > lettersMost) return this.text(value);
    const words = bytesOf(value);
    let even = 0x811c9dc5;
    let odd = 0x27d4eb2f;
    for (let index = 1; index < words; index += 2) {
      even = withWord(even, wordsOfBytes[index - 1]!);
      odd = withWord(odd, wordsOfBytes[index]!);
    }
    if (words & 1) even = withWord(even, wordsOfBytes[words - 1]!);
    return this.bits(even).bits(odd ^ length);
  }

  /** For a text that comes again and again, like a name or a statement: it is walked once. */
  recurring(value: string): this {
    const known = knownTexts.get(value) ?? remembered(value);
    return this.bits(known.first).bits(known.second);
  }

  /** Plain JSON data; keys in their own order, which is the order they were written in. */
  value(value: unknown): this {
    switch (typeof value) {
      case 'string':
        return this.passage(value);
      case 'number':
        return this.number(value);
      case 'object':
        if (value === null) return this.bits(marks.null);
        return Array.isArray(value) ? this.#list(value) : this.#object(value);
      case 'boolean':
        return this.bits(value ? marks.true : marks.false);
      default:
        return this.bits(marks.none);
    }
  }

  #list(list: readonly unknown[]): this {
    this.bits(listMark + list.length);
    for (let index = 0; index < list.length; index++) this.value(list[index]);
    return this;
  }

  #object(object: object): this {
    for (const key in object) {
      const value = (object as Record<string, unknown>)[key];
      if (value === undefined) continue;
      const known = knownTexts.get(key) ?? remembered(key);
      if (!known.isLeftOut) this.bits(known.first).value(value);
    }
    return this.bits(objectMark);
  }

  copy(): Hash {
    const copy = new Hash();
    copy.#low = this.#low;
    copy.#high = this.#high;
    return copy;
  }

  /** Four well-mixed words, for seeding a generator. */
  words(): [number, number, number, number] {
    const copy = this.copy();
    const word = (salt: number): number => {
      copy.bits(salt);
      return mixed(copy.#low) ^ mixed(copy.#high + salt);
    };
    return [word(1), word(2), word(3), word(4)];
  }

  hex(): string {
    const hex = (value: number): string => (mixed(value) >>> 0).toString(16).padStart(8, '0');
    return hex(this.#low ^ Math.imul(this.#high, 0x2c1b3c6d)) + hex(this.#high + Math.imul(this.#low, 0x297a2d39));
  }
}

/** Murmur3's step: a word is scattered by itself first, so that no later one takes its difference back. */
function withWord(lane: number, word: number): number {
  let bits = Math.imul(word, 0xcc9e2d51);
  bits = Math.imul((bits << 15) | (bits >>> 17), 0x1b873593) ^ lane;
  return (Math.imul((bits << 13) | (bits >>> 19), 5) + 0xe6546b64) | 0;
}

function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function remembered(text: string): KnownText {
  const [first, second] = new Hash().text(text).words();
  const known = { first, second, isLeftOut: leftOut.has(text) };
  if (knownTexts.size >= knownTextsMax) knownTexts.clear();
  knownTexts.set(text, known);
  return known;
}
