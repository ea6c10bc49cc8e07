import { nodeError } from '../node-error.ts';

/** DataView's names, and the names Buffer gives them. */
const kinds = [
  { view: 'Uint8', names: ['UInt8', 'Uint8'], bytes: 1 },
  { view: 'Int8', names: ['Int8'], bytes: 1 },
  { view: 'Uint16', names: ['UInt16', 'Uint16'], bytes: 2 },
  { view: 'Int16', names: ['Int16'], bytes: 2 },
  { view: 'Uint32', names: ['UInt32', 'Uint32'], bytes: 4 },
  { view: 'Int32', names: ['Int32'], bytes: 4 },
  { view: 'BigUint64', names: ['BigUInt64', 'BigUint64'], bytes: 8 },
  { view: 'BigInt64', names: ['BigInt64'], bytes: 8 },
  { view: 'Float32', names: ['Float'], bytes: 4 },
  { view: 'Float64', names: ['Double'], bytes: 8 },
] as const;

type NumberView = Readonly<Record<string, (...values: unknown[]) => unknown>>;

function viewOf(bytes: Uint8Array, offset: unknown, size: number): NumberView {
  const last = bytes.length - size;
  if (!Number.isInteger(offset) || (offset as number) < 0 || (offset as number) > last) {
    const range = `It must be >= 0 and <= ${last}. Received ${String(offset)}`;
    throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "offset" is out of range. ${range}`);
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length) as unknown as NumberView;
}

/** readUInt16BE, writeDoubleLE and the others. */
export function defineNumberMethods(prototype: Uint8Array): void {
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  };
  for (const { view, names, bytes } of kinds) {
    for (const order of bytes === 1 ? [''] : ['LE', 'BE']) {
      const little = order === 'LE';
      const read = function (this: Uint8Array, offset: unknown = 0): unknown {
        return viewOf(this, offset, bytes)[`get${view}`]!(offset, little);
      };
      const write = function (this: Uint8Array, value: unknown, offset: unknown = 0): number {
        viewOf(this, offset, bytes)[`set${view}`]!(offset, value, little);
        return (offset as number) + bytes;
      };
      for (const name of names) {
        define(`read${name}${order}`, read);
        define(`write${name}${order}`, write);
      }
    }
  }
}
