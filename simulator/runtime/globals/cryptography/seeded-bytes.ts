import type { RandomStream } from '../../../wire/node-context.ts';

/** Fills from the seeded stream: as unpredictable to a service as the seed, and the same in every replay. */
export function fillRandom(stream: RandomStream, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 4) {
    const bits = stream.bits();
    for (let byte = 0; byte < 4 && at + byte < bytes.length; byte += 1) bytes[at + byte] = (bits >>> (byte * 8)) & 0xff;
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function randomUuid(stream: RandomStream): string {
  const bytes = new Uint8Array(16);
  fillRandom(stream, bytes);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = hexOf(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
