import { checksumOf } from './checksum.ts';
import { deflated, inflated } from './deflate.ts';
import { readSharedRun, runVersion } from './shared-run.ts';
import type { SharedRun } from './shared-run.ts';

/** Unpacked: ten times the shop. A few bytes can be packed that unpack to all the memory there is. */
const unpackedBytesMax = 8_000_000;
const checksumBytes = 4;

export type WrongRun = 'is damaged' | 'is of another version' | 'is too big';

export type ReadRun = { readonly ok: true; readonly run: SharedRun } | { readonly ok: false; readonly why: WrongRun };

/** `1.` and then, in letters that any address may have, a checksum and the packed run. */
export async function writeLink(run: SharedRun): Promise<string> {
  const packed = await deflated(new TextEncoder().encode(JSON.stringify(run)));
  const bytes = new Uint8Array(checksumBytes + packed.length);
  new DataView(bytes.buffer).setUint32(0, checksumOf(packed));
  bytes.set(packed, checksumBytes);
  return `${runVersion}.${lettersOf(bytes)}`;
}

/** Runs nothing and keeps nothing; whatever is not exactly as it was written is refused. */
export async function readLink(text: string): Promise<ReadRun> {
  const [, version, letters = ''] = /^(\d{1,6})\.([\w-]*)$/.exec(text) ?? [];
  if (version === undefined) return { ok: false, why: 'is damaged' };
  if (Number(version) !== runVersion) return { ok: false, why: 'is of another version' };
  const bytes = bytesOf(letters);
  if (!bytes || bytes.length <= checksumBytes) return { ok: false, why: 'is damaged' };
  const packed = bytes.subarray(checksumBytes);
  if (new DataView(bytes.buffer).getUint32(0) !== checksumOf(packed)) return { ok: false, why: 'is damaged' };
  const unpacked = await inflated(packed, unpackedBytesMax);
  if (unpacked === 'too much') return { ok: false, why: 'is too big' };
  const run = unpacked && readSharedRun(parsed(new TextDecoder().decode(unpacked)));
  return run ? { ok: true, run } : { ok: false, why: 'is damaged' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const lettersAtOnce = 30_000;

function lettersOf(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += lettersAtOnce)
    binary += String.fromCharCode(...bytes.subarray(at, at + lettersAtOnce));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    // The last letter may have bits that count for nothing.
    return lettersOf(bytes) === letters ? bytes : null;
  } catch {
    return null;
  }
}
