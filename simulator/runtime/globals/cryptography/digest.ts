import { md5 } from './md5.ts';
import { sha1 } from './sha1.ts';
import { sha256 } from './sha256.ts';
import { sha384, sha512 } from './sha512.ts';

export interface HashAlgorithm {
  readonly name: string;
  readonly blockBytes: number;
  digest(message: Uint8Array): Uint8Array<ArrayBuffer>;
}

export const hashAlgorithms: readonly HashAlgorithm[] = [
  { name: 'md5', blockBytes: 64, digest: md5 },
  { name: 'sha1', blockBytes: 64, digest: sha1 },
  { name: 'sha256', blockBytes: 64, digest: sha256 },
  { name: 'sha384', blockBytes: 128, digest: sha384 },
  { name: 'sha512', blockBytes: 128, digest: sha512 },
];

/** `SHA-256` and `sha256` alike. */
export function hashNamed(name: unknown): HashAlgorithm | null {
  const plain = String(name).toLowerCase().replaceAll('-', '');
  return hashAlgorithms.find((algorithm) => algorithm.name === plain) ?? null;
}

export function hmac(hash: HashAlgorithm, key: Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(hash.blockBytes);
  block.set(key.length > hash.blockBytes ? hash.digest(key) : key);
  const inner = hash.digest(
    joined(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return hash.digest(
    joined(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/** Looks at every byte, whatever the first ones say. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= left[at]! ^ right[at]!;
  return difference === 0;
}
