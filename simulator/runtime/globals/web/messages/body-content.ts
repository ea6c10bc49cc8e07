import { utf8Length } from '../../../../kernel/text-bytes.ts';
import type { HttpBody } from '../../../../wire/http.ts';
import { NativeSearchParams, utf8Decode, utf8DecodeStrictly, utf8Encode } from '../../natives.ts';
import { notSimulated } from '../../node-error.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { bytesOfBlob, isBlob } from '../forms/blob.ts';
import { BodyStream } from './body-stream.ts';
import { FormData } from '../forms/form-data.ts';
import { encodeMultipart } from '../forms/multipart.ts';

/** A whole body in memory: text as long as it was given as text, so that most bodies are never encoded. */
export type BodyContent = string | Uint8Array<ArrayBuffer>;

export interface Extracted {
  readonly content: BodyContent;
  readonly contentType: string | null;
}

const plain = (content: BodyContent, contentType: string | null = null): Extracted => ({ content, contentType });

/** What a `body:` given by service code holds, and the content type that goes with it. */
export function extractBody(body: unknown, boundary: () => string): Extracted | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return plain(body, 'text/plain;charset=UTF-8');
  if (body instanceof Uint8Array) return plain(body.slice());
  if (body instanceof ArrayBuffer) return plain(new Uint8Array(body.slice(0)));
  if (ArrayBuffer.isView(body)) {
    return plain(new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice());
  }
  if (body instanceof NativeSearchParams) {
    return plain(body.toString(), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  if (isBlob(body)) return plain(bytesOfBlob(body), body.type === '' ? null : body.type);
  if (body instanceof FormData) {
    const mark = boundary();
    return plain(encodeMultipart(body, mark), `multipart/form-data; boundary=${mark}`);
  }
  if (body instanceof BodyStream) return plain(body.take());
  if (typeof body === 'object' && (Symbol.asyncIterator in body || 'getReader' in body)) {
    throw notSimulated('A streamed body', 'bodies cross the simulated network whole; give the text or the bytes');
  }
  return plain(String(body), 'text/plain;charset=UTF-8');
}

export function textOf(content: BodyContent): string {
  if (typeof content !== 'string') return utf8Decode(content);
  return content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
}

export function bytesOf(content: BodyContent): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? utf8Encode(content) : content;
}

/** `bytes` is its length: text that has no more bytes than characters is ASCII, with nothing to mend. */
export function toHttpBody(content: BodyContent | null, bytes: number): HttpBody | null {
  if (content === null) return null;
  if (typeof content === 'string') return { text: bytes === content.length ? content : wellFormed(content) };
  const text = utf8DecodeStrictly(content);
  return text === null ? { text: encodeBase64(content), base64: true } : { text };
}

/** A lone surrogate has no UTF-8 form: it leaves as the replacement character. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

export function fromHttpBody(body: HttpBody | null): BodyContent | null {
  if (body === null) return null;
  return body.base64 === true ? decodeBase64(body.text) : body.text;
}

/** In bytes as they would cross the network. */
export function lengthOf(content: BodyContent): number {
  return typeof content === 'string' ? utf8Length(content) : content.length;
}
