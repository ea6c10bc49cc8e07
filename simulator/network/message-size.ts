import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import type { Packet } from '../wire/packet.ts';

const headBytes = 300;

/** About how much a message weighs on a link of limited bandwidth; one unit a character is near enough. */
export function bytesOf(packet: Packet): number {
  if (packet.kind !== 'call' && packet.kind !== 'answer') return headBytes;
  const payload = packet.payload;
  if (payload === null || typeof payload !== 'object') return headBytes;
  if ('headers' in payload) return headBytes + ((payload as HttpRequest | HttpResponse).body?.text.length ?? 0);
  return headBytes;
}
