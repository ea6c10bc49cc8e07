import { invariant } from '../../kernel/invariant.ts';
import { marks } from './packing.ts';

const pairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

/** All that was packed together. */
export function unpacked(bytes: Uint8Array): unknown[] {
  return new Unpacking(bytes).all();
}

class Unpacking {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #texts: string[] = [];
  readonly #shapes: (readonly string[])[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  all(): unknown[] {
    const values: unknown[] = [];
    while (this.#at < this.#bytes.length) values.push(this.#value());
    return values;
  }

  #value(): unknown {
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
    for (let index = 0; index < length; index++) list.push(this.#value());
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
    for (const name of names) value[name] = this.#value();
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
