import { NativeDate } from '../natives.ts';
import { isDate } from '../time/virtual-date.ts';
import { DOMException } from './dom-exception.ts';

const errorKinds: Readonly<Record<string, ErrorConstructor>> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

function refuse(value: unknown): never {
  const name = typeof value === 'function' ? Function.prototype.toString.call(value) : String(value);
  throw new DOMException(`${name} could not be cloned.`, 'DataCloneError');
}

interface CloneOptions {
  readonly transfer?: readonly unknown[];
}

/** `DateOf` makes the dates of the service that asks, so that its `instanceof Date` holds. */
export function createStructuredClone(
  DateOf: new (timeMs: number) => Date,
): (value: unknown, options?: CloneOptions) => unknown {
  return (value, options) => {
    const cloned = new Map<object, unknown>();
    for (const buffer of options?.transfer ?? []) if (!(buffer instanceof ArrayBuffer)) refuse('Value');
    const copy = new Cloner(DateOf, cloned).clone(value);
    for (const buffer of options?.transfer ?? []) detach(buffer as ArrayBuffer);
    return copy;
  };
}

/** Engines of the present know `transfer`; where it lacks the buffer stays usable, which only a bug would notice. */
function detach(buffer: ArrayBuffer): void {
  (buffer as ArrayBuffer & { transfer?: () => ArrayBuffer }).transfer?.();
}

class Cloner {
  readonly #DateOf: new (timeMs: number) => Date;
  readonly #cloned: Map<object, unknown>;
  constructor(DateOf: new (timeMs: number) => Date, cloned: Map<object, unknown>) {
    this.#DateOf = DateOf;
    this.#cloned = cloned;
  }

  clone(value: unknown): unknown {
    if (typeof value === 'symbol' || typeof value === 'function') refuse(value);
    if (typeof value !== 'object' || value === null) return value;
    if (this.#cloned.has(value)) return this.#cloned.get(value);
    return this.#cloneObject(value);
  }

  #keep<Copy extends object>(value: object, copy: Copy): Copy {
    this.#cloned.set(value, copy);
    return copy;
  }

  #cloneObject(value: object): object {
    if (Array.isArray(value)) return this.#cloneProperties(value, this.#keep(value, new Array<unknown>(value.length)));
    if (isDate(value)) return this.#keep(value, new this.#DateOf(NativeDate.prototype.getTime.call(value)));
    if (value instanceof RegExp) return this.#keep(value, new RegExp(value.source, value.flags));
    if (value instanceof Map) return this.#cloneMap(value);
    if (value instanceof Set) return this.#cloneSet(value);
    if (value instanceof ArrayBuffer) return this.#keep(value, value.slice(0));
    if (ArrayBuffer.isView(value)) return this.#cloneView(value);
    if (value instanceof Error) return this.#cloneError(value);
    for (const Boxed of [Number, String, Boolean, BigInt]) {
      if (value instanceof Boxed) return this.#keep(value, Object(value.valueOf()) as object);
    }
    if (
      value instanceof WeakMap ||
      value instanceof WeakSet ||
      typeof (value as { then?: unknown }).then === 'function'
    )
      refuse(describe(value));
    return this.#cloneProperties(value, this.#keep(value, {}));
  }

  #cloneProperties(value: object, copy: object): object {
    for (const key of Object.keys(value)) {
      const item = this.clone((value as Record<string, unknown>)[key]);
      Object.defineProperty(copy, key, { value: item, writable: true, enumerable: true, configurable: true });
    }
    return copy;
  }

  #cloneMap(value: Map<unknown, unknown>): Map<unknown, unknown> {
    const copy = this.#keep(value, new Map<unknown, unknown>());
    for (const [key, item] of [...value]) copy.set(this.clone(key), this.clone(item));
    return copy;
  }

  #cloneSet(value: Set<unknown>): Set<unknown> {
    const copy = this.#keep(value, new Set<unknown>());
    for (const item of [...value]) copy.add(this.clone(item));
    return copy;
  }

  #cloneView(value: ArrayBufferView): object {
    const buffer = this.clone(value.buffer) as ArrayBuffer;
    if (value instanceof DataView) return this.#keep(value, new DataView(buffer, value.byteOffset, value.byteLength));
    const kind = (value as unknown as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
    const TypedArray = typedArrays[kind] ?? Uint8Array;
    return this.#keep(value, new TypedArray(buffer, value.byteOffset, (value as Uint8Array).length));
  }

  #cloneError(value: Error): Error {
    const copy = this.#keep(value, new (errorKinds[value.name] ?? Error)());
    for (const key of ['message', 'stack', 'cause'] as const) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined || !('value' in descriptor)) continue;
      const item: unknown = key === 'cause' ? this.clone(descriptor.value) : String(descriptor.value);
      Object.defineProperty(copy, key, { value: item, writable: true, configurable: true, enumerable: false });
    }
    return copy;
  }
}

type TypedArrayClass = new (buffer: ArrayBuffer, offset: number, length: number) => object;
const typedArrays: Readonly<Record<string, TypedArrayClass>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

function describe(value: object): string {
  return value instanceof WeakMap ? '#<WeakMap>' : value instanceof WeakSet ? '#<WeakSet>' : '#<Promise>';
}
