/** Ids are drawn from streams whose states are hashed; `unhashed` is what differs by engine. */
const leftOut: ReadonlySet<string> = new Set(['unhashed', 'traceId', 'spanId', 'parentSpanId', 'links']);

const scratch = new DataView(new ArrayBuffer(8));

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
    return this.bits(scratch.getInt32(0)).bits(scratch.getInt32(4) ^ 0x5bd1e995);
  }

  text(value: string): this {
    // Two lanes that do not wait for one another: texts are most of what a run hashes.
    let even = 0x811c9dc5;
    let odd = 0x27d4eb2f;
    const { length } = value;
    for (let index = 1; index < length; index += 2) {
      even = Math.imul(even ^ value.charCodeAt(index - 1), 0x01000193);
      odd = Math.imul(odd ^ value.charCodeAt(index), 0x85ebca6b);
    }
    if (length & 1) even = Math.imul(even ^ value.charCodeAt(length - 1), 0x01000193);
    return this.bits(even).bits(odd ^ length);
  }

  /** Plain JSON data; keys in their own order, which is the order they were written in. */
  value(value: unknown): this {
    switch (typeof value) {
      case 'number':
        return this.bits(1).number(value);
      case 'string':
        return this.bits(2).text(value);
      case 'boolean':
        return this.bits(value ? 3 : 4);
      case 'object':
        return value === null ? this.bits(5) : this.#container(value);
      default:
        return this.bits(6);
    }
  }

  #container(value: object): this {
    if (Array.isArray(value)) {
      this.bits(7).bits(value.length);
      for (const item of value) this.value(item);
      return this;
    }
    this.bits(8);
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      if (item !== undefined && !leftOut.has(key)) this.text(key).value(item);
    }
    return this.bits(9);
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

function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
