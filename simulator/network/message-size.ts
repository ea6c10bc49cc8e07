import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import type { Packet } from '../wire/packet.ts';

/** Request line and headers; of the protocols of stores and brokers the frame alone. */
const headBytes = 300;
const frameBytes = 60;
const numberBytes = 8;

/** About how much a message weighs on a link of limited bandwidth; one unit a character is near enough. */
export function bytesOf(packet: Packet): number {
  if (packet.kind !== 'call' && packet.kind !== 'answer') return frameBytes;
  const { payload } = packet;
  if (payload === null || typeof payload !== 'object') return frameBytes;
  if ('headers' in payload) return headBytes + ((payload as HttpRequest | HttpResponse).body?.text.length ?? 0);
  return frameBytes + contentBytesOf(payload);
}

/** Of plain data: statements, rows, records. Names of fields cross no wire. */
export function contentBytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return numberBytes;
  if (value === null || typeof value !== 'object') return 1;
  let bytes = 0;
  if (Array.isArray(value)) for (const each of value) bytes += contentBytesOf(each);
  else for (const name in value) bytes += contentBytesOf((value as Readonly<Record<string, unknown>>)[name]);
  return bytes;
}
