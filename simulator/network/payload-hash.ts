import type { Hash } from '../kernel/hash.ts';
import type { HttpBody, HttpRequest, HttpResponse } from '../wire/http.ts';
import type { Protocol } from '../wire/packet.ts';

/**
 * Mixes in what a message says. Of HTTP that is the request line or the status, the headers' number and the body:
 * trace ids in headers are drawn from streams that are in the digest anyway.
 */
export function hashPayload(hash: Hash, protocol: Protocol, payload: unknown): void {
  if (protocol !== 'http') {
    hash.value(payload);
    return;
  }
  const message = payload as HttpRequest | HttpResponse;
  if ('status' in message) hash.bits(message.status);
  else hash.text(message.method).text(message.path);
  hash.bits(message.headers.length);
  hashBody(hash, message.body);
}

function hashBody(hash: Hash, body: HttpBody | null): void {
  if (body) hash.text(body.text);
}
