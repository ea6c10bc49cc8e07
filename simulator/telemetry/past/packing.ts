import { codeAt } from '../../kernel/code-at.ts';

/** What the next bytes are. */
export const marks = {
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

/** A row of field names, as far as it goes: its number where objects end here, and what may come next. */
interface Shape {
  number: number;
  readonly next: Map<string, Shape>;
}

const longestHex = 64;
const digits = '0123456789abcdef';
const digitOf = new Uint8Array(128).fill(255);
for (let digit = 0; digit < digits.length; digit++) digitOf[codeAt(digits, digit)] = digit;
const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

const newShape = (): Shape => ({ number: -1, next: new Map() });

/**
 * Plain data in few bytes: each text and each row of field names is written once, and is a number from then on; whole numbers
 * take as many bytes as they need. What was packed together is unpacked together. It knows nothing of what it packs. Whoever
 * packs a lot goes on with the same one: its room is taken once, and a packed thing leaves no litter.
 */
export class Packing {
  #bytes = new Uint8Array(4_096);
  #length = 0;
  readonly #texts = new Map<string, number>();
  #shapes = newShape();
  #shapeCount = 0;

  get length(): number {
    return this.#length;
  }

  /** A copy of what was packed so far. */
  packed(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** What comes next is unpacked without what came before. */
  clear(): void {
    this.#length = 0;
    this.#texts.clear();
    this.#shapes = newShape();
    this.#shapeCount = 0;
  }

  add(value: unknown): void {
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
      for (let index = 0; index < value.length; index++) this.add(value[index]);
    } else this.#object(value as Record<string, unknown>);
  }

  #object(value: Record<string, unknown>): void {
    let shape = this.#shapes;
    let count = 0;
    for (const name in value) {
      let next = shape.next.get(name);
      if (!next) shape.next.set(name, (next = newShape()));
      shape = next;
      count++;
    }
    if (shape.number < 0) {
      shape.number = this.#shapeCount++;
      this.#byte(marks.shape);
      this.#whole(count);
      for (const name in value) this.#text(name);
    } else {
      this.#byte(marks.object);
      this.#whole(shape.number);
    }
    for (const name in value) this.add(value[name]);
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
    for (let index = 0; index < floatBytes.length; index++) this.#byte(floatBytes[index]!);
  }

  #text(text: string): void {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      this.#byte(marks.known);
      return this.#whole(known);
    }
    this.#texts.set(text, this.#texts.size);
    if (isHex(text)) return this.#hex(text);
    this.#byte(marks.text);
    this.#whole(text.length);
    for (let index = 0; index < text.length; index++) this.#whole(codeAt(text, index));
  }

  /** Ids of traces and spans, in half of their length. */
  #hex(text: string): void {
    this.#byte(marks.hex);
    this.#whole(text.length);
    for (let index = 0; index < text.length; index += 2)
      this.#byte(digitOf[codeAt(text, index)]! * 16 + digitOf[codeAt(text, index + 1)]!);
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

function isHex(text: string): boolean {
  const { length } = text;
  if (length < 8 || length > longestHex || length % 2 === 1) return false;
  for (let index = 0; index < length; index++) {
    const code = codeAt(text, index);
    if (code >= digitOf.length || digitOf[code] === 255) return false;
  }
  return true;
}
