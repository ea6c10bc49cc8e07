import { NativeTextDecoder, utf8Encode } from '../natives.ts';
import { nodeError } from '../node-error.ts';
import { decodeBase64, encodeBase64, latin1Of } from '../web/base64.ts';

export type Encoding = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii' | 'utf16le';

const names: Readonly<Record<string, Encoding>> = {
  utf8: 'utf8',
  'utf-8': 'utf8',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
  latin1: 'latin1',
  binary: 'latin1',
  ascii: 'ascii',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
};

export function isEncoding(name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(names, name.toLowerCase());
}

export function encodingNamed(name: unknown): Encoding {
  if (name === undefined || name === null) return 'utf8';
  const encoding = names[String(name).toLowerCase()];
  if (encoding === undefined) {
    throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(name)}`);
  }
  return encoding;
}

export function bytesFromText(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  switch (encoding) {
    case 'utf8':
      return utf8Encode(text);
    case 'base64':
    case 'base64url':
      return decodeBase64(text);
    case 'hex':
      return bytesFromHex(text);
    case 'latin1':
    case 'ascii':
      return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 0xff);
    case 'utf16le': {
      const bytes = new Uint8Array(text.length * 2);
      for (let at = 0; at < text.length; at += 1) {
        bytes[at * 2] = text.charCodeAt(at) & 0xff;
        bytes[at * 2 + 1] = text.charCodeAt(at) >> 8;
      }
      return bytes;
    }
  }
}

/** Up to the first pair that is no hex number, as Node reads it. */
function bytesFromHex(text: string): Uint8Array<ArrayBuffer> {
  const valid = /^(?:[\da-fA-F]{2})*/.exec(text)?.[0] ?? '';
  const bytes = new Uint8Array(valid.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(valid.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

// Unlike a Response's text, a Buffer's keeps its byte order mark.
const decoder = new NativeTextDecoder('utf-8', { ignoreBOM: true });

export function textFromBytes(bytes: Uint8Array, encoding: Encoding): string {
  switch (encoding) {
    case 'utf8':
      return decoder.decode(bytes);
    case 'base64':
      return encodeBase64(bytes);
    case 'base64url':
      return encodeBase64(bytes, 'url');
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'latin1':
      return latin1Of(bytes);
    case 'ascii':
      return latin1Of(bytes.map((byte) => byte & 0x7f));
    case 'utf16le': {
      let text = '';
      for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes[at]! | (bytes[at + 1]! << 8));
      return text;
    }
  }
}
