import type { HttpBody } from '../../../wire/http.ts';

/** What an instance gives its libraries beside the language: Node's own names. */
interface ByteTools {
  from(source: string, encoding: string): Uint8Array;
  from(source: Uint8Array): Uint8Array & { toString(encoding: string): string };
}
declare const Buffer: ByteTools;
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

export function joinChunks(chunks: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (chunks.every((chunk) => typeof chunk === 'string')) return chunks.join('');
  const pieces = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk));
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export function bytesToBody(content: string | Uint8Array): HttpBody {
  if (typeof content === 'string') return { text: content };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content) };
  } catch {
    return { text: Buffer.from(content).toString('base64'), base64: true };
  }
}

export function bytesOfBody(body: HttpBody): Uint8Array {
  return Buffer.from(body.text, body.base64 === true ? 'base64' : 'utf8');
}

/** In bytes, as Content-Length counts. */
export function byteLength(content: string | Uint8Array): number {
  return typeof content === 'string' ? Buffer.from(content, 'utf8').length : content.length;
}
