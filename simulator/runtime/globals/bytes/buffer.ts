import { customInspect } from '../console/inspect-context.ts';
import { invalidArgument, nodeError } from '../node-error.ts';
import { bytesFromText, encodingNamed, isEncoding, textFromBytes } from './encodings.ts';
import { defineNumberMethods } from './number-methods.ts';

const shownBytesMax = 50;

/** Without the static side, whose `from` and `of` mean something else than Buffer's. */
const Bytes = Uint8Array as unknown as new (
  source: number | ArrayLike<number> | ArrayBufferLike,
  offset?: number,
  length?: number,
) => Uint8Array<ArrayBuffer>;

/** The part of Node's Buffer that service code and clients of stores use. */
export class Buffer extends Bytes {
  static readonly poolSize = 8192;

  static from(source: unknown, encodingOrOffset?: unknown, length?: number): Buffer {
    if (typeof source === 'string') return own(bytesFromText(source, encodingNamed(encodingOrOffset)));
    if (source instanceof ArrayBuffer) return new Buffer(source, encodingOrOffset as number | undefined, length);
    if (typeof source === 'object' && source !== null) {
      const { type, data } = source as { type?: unknown; data?: unknown };
      if (type === 'Buffer' && Array.isArray(data)) return new Buffer(data as number[]);
      if ('length' in source || Symbol.iterator in source) return new Buffer(source as ArrayLike<number>);
      const primitive: unknown = source.valueOf();
      if (primitive !== source) return Buffer.from(primitive, encodingOrOffset, length);
    }
    const expected = 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';
    throw invalidArgument('first', expected, source);
  }
  static alloc(size: number, fill?: unknown, encoding?: string): Buffer {
    if (typeof size !== 'number') throw invalidArgument('size', 'of type number', size);
    if (!(size >= 0 && size <= 2 ** 31)) {
      throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "size" is out of range. Received ${size}`);
    }
    const buffer = new Buffer(size);
    return fill === undefined ? buffer : buffer.fill(fill, 0, size, encoding);
  }
  /** As empty as the safe one: what memory held before must not show. */
  static allocUnsafe(size: number): Buffer {
    return Buffer.alloc(size);
  }
  static allocUnsafeSlow(size: number): Buffer {
    return Buffer.alloc(size);
  }
  static concat(list: readonly Uint8Array[], totalLength?: number): Buffer {
    const length = totalLength ?? list.reduce((sum, piece) => sum + piece.length, 0);
    const whole = new Buffer(length);
    let at = 0;
    for (const piece of list) {
      if (at >= length) break;
      whole.set(piece.subarray(0, length - at), at);
      at += piece.length;
    }
    return whole;
  }
  static byteLength(value: unknown, encoding?: unknown): number {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    if (typeof value !== 'string') {
      throw invalidArgument('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
    }
    return bytesFromText(value, encodingNamed(encoding)).length;
  }
  static compare(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
    const shared = Math.min(left.length, right.length);
    for (let at = 0; at < shared; at += 1) {
      if (left[at] !== right[at]) return left[at]! < right[at]! ? -1 : 1;
    }
    return left.length === right.length ? 0 : left.length < right.length ? -1 : 1;
  }
  static isBuffer(value: unknown): boolean {
    return value instanceof Buffer;
  }
  static isEncoding(name: unknown): boolean {
    return isEncoding(name);
  }

  override toString(encoding?: string, start = 0, end = this.length): string {
    return textFromBytes(this.subarray(start, end), encodingNamed(encoding));
  }
  toJSON(): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: Array.from(this) };
  }
  equals(other: Uint8Array): boolean {
    return Buffer.compare(this, other) === 0;
  }
  compare(other: Uint8Array): -1 | 0 | 1 {
    return Buffer.compare(this, other);
  }
  override subarray(start?: number, end?: number): Buffer {
    return super.subarray(start, end) as Buffer;
  }
  /** Shares memory, unlike the slice of a typed array. */
  override slice(start?: number, end?: number): Buffer {
    return this.subarray(start, end);
  }
  write(text: string, offsetOrEncoding: unknown = 0, lengthOrEncoding?: unknown, encoding?: unknown): number {
    const offset = typeof offsetOrEncoding === 'number' ? offsetOrEncoding : 0;
    const room = this.length - offset;
    const length = typeof lengthOrEncoding === 'number' ? Math.min(lengthOrEncoding, room) : room;
    const named = [offsetOrEncoding, lengthOrEncoding, encoding].find((value) => typeof value === 'string');
    const bytes = bytesFromText(text, encodingNamed(named)).subarray(0, length);
    this.set(bytes, offset);
    return bytes.length;
  }
  copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
    const piece = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(piece, targetStart);
    return piece.length;
  }
  override fill(value: unknown, start = 0, end = this.length, encoding?: string): this {
    if (typeof value === 'number') return super.fill(value & 0xff, start, end);
    const pattern = typeof value === 'string' ? bytesFromText(value, encodingNamed(encoding)) : (value as Uint8Array);
    for (let at = start; at < end; at += 1)
      this[at] = pattern.length === 0 ? 0 : pattern[(at - start) % pattern.length]!;
    return this;
  }
  override indexOf(value: unknown, from = 0, encoding?: string): number {
    if (typeof value === 'number') return super.indexOf(value & 0xff, from);
    const wanted = typeof value === 'string' ? bytesFromText(value, encodingNamed(encoding)) : (value as Uint8Array);
    const first = from < 0 ? Math.max(0, this.length + from) : from;
    for (let at = first; at + wanted.length <= this.length; at += 1) {
      if (wanted.every((byte, index) => this[at + index] === byte)) return at;
    }
    return -1;
  }
  override includes(value: unknown, from = 0, encoding?: string): boolean {
    return this.indexOf(value, from, encoding) >= 0;
  }
  [customInspect](): string {
    const hex = Array.from(this.subarray(0, shownBytesMax), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const rest = this.length - shownBytesMax;
    const more = rest > 0 ? ` ... ${rest} more byte${rest === 1 ? '' : 's'}` : '';
    return `<Buffer${hex === '' ? '' : ` ${hex}`}${more}>`;
  }
}

defineNumberMethods(Buffer.prototype);

function own(bytes: Uint8Array<ArrayBuffer>): Buffer {
  return new Buffer(bytes.buffer, bytes.byteOffset, bytes.length);
}
