import type { HttpBody } from '../../wire/http.ts';

/** Bytes that are no text travel as base64. */
export function bodyOf(bytes: Buffer): HttpBody {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text } : { text: bytes.toString('base64'), base64: true };
}

export function bytesOf(body: HttpBody): Buffer {
  return Buffer.from(body.text, body.base64 ? 'base64' : 'utf8');
}
