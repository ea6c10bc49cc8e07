import { utf8Decode, utf8Encode } from '../../natives.ts';
import type { Jobs } from '../../process-world.ts';

const content: unique symbol = Symbol('content');
const jobsOf: unique symbol = Symbol('jobs');

interface BlobOptions {
  readonly type?: string;
}
interface FileOptions extends BlobOptions {
  readonly lastModified?: number;
}

export function isBlob(value: unknown): value is Blob {
  return value instanceof Blob;
}

export function bytesOfBlob(blob: Blob): Uint8Array<ArrayBuffer> {
  return blob[content];
}

function bytesOfPart(part: unknown): Uint8Array {
  if (part instanceof Blob) return part[content];
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return utf8Encode(String(part));
}

/** Bytes in memory; reading settles through the instance's own promises. */
export abstract class Blob {
  readonly [content]: Uint8Array<ArrayBuffer>;
  readonly type: string;
  abstract get [jobsOf](): Jobs;
  constructor(parts: Iterable<unknown> = [], options: BlobOptions = {}) {
    const pieces = [...parts].map(bytesOfPart);
    const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this[content] = bytes;
    this.type = String(options.type ?? '').toLowerCase();
  }
  /** The same bytes as a file of that name: what a form makes of a Blob. */
  abstract named(fileName: string): Blob;
  get size(): number {
    return this[content].length;
  }
  text(): Promise<string> {
    return this[jobsOf].Promise.resolve(utf8Decode(this[content]));
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this[jobsOf].Promise.resolve(this[content].slice().buffer);
  }
  bytes(): Promise<Uint8Array> {
    return this[jobsOf].Promise.resolve(this[content].slice());
  }
  slice(start?: number, end?: number, type = ''): Blob {
    const BlobClass = this.constructor as new (parts: unknown[], options: BlobOptions) => Blob;
    return new BlobClass([this[content].slice(start, end)], { type });
  }
  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
}

export interface BlobClasses {
  readonly Blob: new (parts?: Iterable<unknown>, options?: BlobOptions) => Blob;
  readonly File: new (
    parts: Iterable<unknown>,
    name: string,
    options?: FileOptions,
  ) => Blob & { readonly name: string };
}

export function createBlob(jobs: Jobs, wallMs: () => number): BlobClasses {
  class InstanceBlob extends Blob {
    get [jobsOf](): Jobs {
      return jobs;
    }
    named(fileName: string): Blob {
      return new File([this], fileName, { type: this.type });
    }
  }
  class File extends InstanceBlob {
    readonly name: string;
    readonly lastModified: number;
    constructor(parts: Iterable<unknown>, name: string, options: FileOptions = {}) {
      super(parts, options);
      this.name = String(name);
      this.lastModified = options.lastModified ?? wallMs();
    }
    override slice(start?: number, end?: number, type = ''): Blob {
      return new InstanceBlob([bytesOfBlob(this).slice(start, end)], { type });
    }
    override get [Symbol.toStringTag](): string {
      return 'File';
    }
  }
  Object.defineProperty(InstanceBlob, 'name', { value: 'Blob' });
  return { Blob: InstanceBlob, File };
}
