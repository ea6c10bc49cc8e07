import { codeAt } from '../../kernel/code-at.ts';
import { invariant } from '../../kernel/invariant.ts';

/**
 * Plain data in few bytes: each text and each row of field names is written once, and is a number from then on; whole numbers
 * take as many bytes as they need. What was packed together is unpacked together. It knows nothing of what it packs.
 */
export function packed(items: readonly unknown[]): Uint8Array {
  const packer = new Packer();
  packer.value(items);
  return packer.bytes();
}

export function unpacked(bytes: Uint8Array): unknown[] {
  return new Unpacker(bytes).value() as unknown[];
}

const marks = {
  null: 0,
  true: 1,
  false: 2,
  whole: 3,
  negative: 4,
  thousandths: 5,
  fraction: 6,
  text: 7,
  known: 8,
  list: 9,
  object: 10,
  shape: 11,
  undefined: 12,
  hex: 13,
} as const;

const hexText = /^(?:[0-9a-f]{2}){4,}$/;
const pairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

class Packer {
  #bytes = new Uint8Array(16_384);
  #length = 0;
  readonly #texts = new Map<string, number>();
  readonly #shapes = new Map<string, number>();

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  value(value: unknown): void {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
        return this.#number(value);
      case 'boolean':
        return this.#byte(value ? marks.true : marks.false);
      case 'undefined':
        return this.#byte(marks.undefined);
      default:
    }
    if (value === null) this.#byte(marks.null);
    else if (Array.isArray(value)) {
      this.#byte(marks.list);
      this.#whole(value.length);
      for (const each of value) this.value(each);
    } else this.#object(value as Record<string, unknown>);
  }

  #object(value: Record<string, unknown>): void {
    const names = Object.keys(value);
    const key = names.join('\n');
    const known = this.#shapes.get(key);
    if (known === undefined) {
      this.#shapes.set(key, this.#shapes.size);
      this.#byte(marks.shape);
      this.#whole(names.length);
      for (const name of names) this.#text(name);
    } else {
      this.#byte(marks.object);
      this.#whole(known);
    }
    for (const name of names) this.value(value[name]);
  }

  #number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.#byte(value < 0 ? marks.negative : marks.whole);
      return this.#whole(Math.abs(value));
    }
    const thousandths = Math.round(value * 1000);
    if (value > 0 && value < 1e9 && thousandths / 1000 === value) {
      this.#byte(marks.thousandths);
      return this.#whole(thousandths);
    }
    this.#byte(marks.fraction);
    float[0] = value;
    for (const byte of floatBytes) this.#byte(byte);
  }

  #text(text: string): void {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      this.#byte(marks.known);
      return this.#whole(known);
    }
    this.#texts.set(text, this.#texts.size);
    if (text.length <= 64 && hexText.test(text)) return this.#hex(text);
    this.#byte(marks.text);
    this.#whole(text.length);
    for (let index = 0; index < text.length; index++) this.#whole(codeAt(text, index));
  }

  /** Ids of traces and spans, in half of their length. */
  #hex(text: string): void {
    this.#byte(marks.hex);
    this.#whole(text.length);
    for (let index = 0; index < text.length; index += 2) this.#byte(parseInt(text.slice(index, index + 2), 16));
  }

  #whole(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#byte(rest);
  }

  #byte(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}

class Unpacker {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #texts: string[] = [];
  readonly #shapes: (readonly string[])[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  value(): unknown {
    const mark = this.#byte();
    switch (mark) {
      case marks.null:
        return null;
      case marks.true:
        return true;
      case marks.false:
        return false;
      case marks.undefined:
        return undefined;
      case marks.whole:
        return this.#whole();
      case marks.negative:
        return -this.#whole();
      case marks.thousandths:
        return this.#whole() / 1000;
      case marks.fraction:
        return this.#fraction();
      case marks.list:
        return this.#list();
      case marks.shape:
        return this.#newShape();
      case marks.object:
        return this.#object(this.#shapes[this.#whole()]!);
      default:
        return this.#text(mark);
    }
  }

  #list(): unknown[] {
    const length = this.#whole();
    const list: unknown[] = [];
    for (let index = 0; index < length; index++) list.push(this.value());
    return list;
  }

  #newShape(): Record<string, unknown> {
    const length = this.#whole();
    const names: string[] = [];
    for (let index = 0; index < length; index++) names.push(this.#text(this.#byte()));
    this.#shapes.push(names);
    return this.#object(names);
  }

  #object(names: readonly string[]): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const name of names) value[name] = this.value();
    return value;
  }

  #text(mark: number): string {
    if (mark === marks.known) return this.#texts[this.#whole()]!;
    invariant(mark === marks.text || mark === marks.hex, `no mark is ${mark}`);
    const length = this.#whole();
    let text = '';
    if (mark === marks.hex) for (let index = 0; index < length; index += 2) text += pairs[this.#byte()]!;
    else for (let index = 0; index < length; index++) text += String.fromCharCode(this.#whole());
    this.#texts.push(text);
    return text;
  }

  #fraction(): number {
    for (let index = 0; index < floatBytes.length; index++) floatBytes[index] = this.#byte();
    return float[0]!;
  }

  #whole(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.#byte();
      if (byte < 128) return value + byte * weight;
      value += (byte - 128) * weight;
      weight *= 128;
    }
  }

  #byte(): number {
    return this.#bytes[this.#at++]!;
  }
}
