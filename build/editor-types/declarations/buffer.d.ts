type BufferEncoding =
  | 'utf8'
  | 'utf-8'
  | 'hex'
  | 'base64'
  | 'base64url'
  | 'ascii'
  | 'latin1'
  | 'binary'
  | 'utf16le'
  | 'utf-16le'
  | 'ucs2'
  | 'ucs-2';

type BufferReads = {
  [
    Name in
      | `read${'UInt8' | 'Uint8' | 'Int8'}`
      | `read${'UInt16' | 'Uint16' | 'Int16' | 'UInt32' | 'Uint32' | 'Int32' | 'Float' | 'Double'}${'LE' | 'BE'}`
  ]: (offset?: number) => number;
} & {
  [Name in `read${'BigUInt64' | 'BigUint64' | 'BigInt64'}${'LE' | 'BE'}`]: (offset?: number) => bigint;
};
type BufferWrites = {
  [
    Name in
      | `write${'UInt8' | 'Uint8' | 'Int8'}`
      | `write${'UInt16' | 'Uint16' | 'Int16' | 'UInt32' | 'Uint32' | 'Int32' | 'Float' | 'Double'}${'LE' | 'BE'}`
  ]: (value: number, offset?: number) => number;
} & {
  [Name in `write${'BigUInt64' | 'BigUint64' | 'BigInt64'}${'LE' | 'BE'}`]: (value: bigint, offset?: number) => number;
};

interface Buffer extends Uint8Array<ArrayBuffer>, BufferReads, BufferWrites {
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  toJSON(): { type: 'Buffer'; data: number[] };
  equals(other: Uint8Array): boolean;
  compare(other: Uint8Array): -1 | 0 | 1;
  subarray(start?: number, end?: number): Buffer;
  slice(start?: number, end?: number): Buffer;
  write(text: string, encoding?: BufferEncoding): number;
  write(text: string, offset: number, encoding?: BufferEncoding): number;
  write(text: string, offset: number, length: number, encoding?: BufferEncoding): number;
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
  fill(value: string | number | Uint8Array, start?: number, end?: number, encoding?: BufferEncoding): this;
  indexOf(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): number;
  includes(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): boolean;
}
interface BufferConstructor {
  readonly prototype: Buffer;
  readonly poolSize: number;
  from(text: string, encoding?: BufferEncoding): Buffer;
  from(source: ArrayBuffer, offset?: number, length?: number): Buffer;
  from(source: ArrayLike<number> | Iterable<number> | { type: 'Buffer'; data: number[] }): Buffer;
  alloc(size: number, fill?: string | number | Uint8Array, encoding?: BufferEncoding): Buffer;
  allocUnsafe(size: number): Buffer;
  allocUnsafeSlow(size: number): Buffer;
  concat(list: readonly Uint8Array[], totalLength?: number): Buffer;
  byteLength(value: string | ArrayBuffer | ArrayBufferView, encoding?: BufferEncoding): number;
  compare(left: Uint8Array, right: Uint8Array): -1 | 0 | 1;
  isBuffer(value: unknown): value is Buffer;
  isEncoding(name: unknown): name is BufferEncoding;
}
declare var Buffer: BufferConstructor;
