import type { WireBytes } from '../../../wire/log-protocol.ts';

/** The part of Node's Buffer that records need; service code has a global one. */
export interface Bytes extends Uint8Array {
  toString(encoding?: 'utf8' | 'base64'): string;
}

interface BytesConstructor {
  from(text: string, encoding?: 'utf8' | 'base64'): Bytes;
  from(bytes: Uint8Array): Bytes;
  from(memory: ArrayBufferLike, offset: number, length: number): Bytes;
}

declare const Buffer: BytesConstructor;

const loneSurrogate = /\p{Surrogate}/u;

export function bytesOfText(text: string): Bytes {
  return Buffer.from(text);
}

/** Refuses what Node's socket would refuse, with its words. */
export function bytesOf(value: unknown): Bytes {
  if (typeof value === 'string') return bytesOfText(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  throw new TypeError(
    `The first argument must be of type string or an instance of Buffer. Received type ${typeof value}`,
  );
}

export function toWire(value: unknown): WireBytes {
  if (typeof value === 'string' && !loneSurrogate.test(value)) return value;
  const bytes = bytesOf(value);
  const text = bytes.toString('utf8');
  return isSame(bytesOfText(text), bytes) ? text : { base64: bytes.toString('base64') };
}

export function fromWire(bytes: WireBytes): Bytes {
  return typeof bytes === 'string' ? bytesOfText(bytes) : Buffer.from(bytes.base64, 'base64');
}

/**
 * Hands out one field after another as slices of one buffer, as kafkajs does with what it reads from its socket:
 * half the cost of a buffer each.
 */
export class FieldReader {
  /** null where characters are not bytes: then every field gets a buffer of its own. */
  readonly #bytes: Bytes | null;
  #at = 0;

  /** Fields that are no text are left out of `text`. */
  constructor(text: string) {
    const bytes = bytesOfText(text);
    this.#bytes = bytes.length === text.length ? bytes : null;
  }

  next(field: WireBytes): Bytes {
    if (this.#bytes === null || typeof field !== 'string') return fromWire(field);
    const { buffer, byteOffset } = this.#bytes;
    const slice = Buffer.from(buffer, byteOffset + this.#at, field.length);
    this.#at += field.length;
    return slice;
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
