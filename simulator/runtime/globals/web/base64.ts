import { DOMException } from './dom-exception.ts';

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = `${standard.slice(0, 62)}-_`;

const digitOf = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 64; digit += 1) {
  digitOf[standard.charCodeAt(digit)] = digit;
  digitOf[urlSafe.charCodeAt(digit)] = digit;
}

export function encodeBase64(bytes: Uint8Array, alphabet: 'standard' | 'url' = 'standard'): string {
  const digits = alphabet === 'url' ? urlSafe : standard;
  const padding = alphabet === 'url' ? '' : '=';
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const triple = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += digits[triple >> 18]! + digits[(triple >> 12) & 63]!;
    text += left > 1 ? digits[(triple >> 6) & 63]! : padding;
    text += left > 2 ? digits[triple & 63]! : padding;
  }
  return text;
}

/** Both alphabets; what is no digit is skipped and the first `=` ends it, as `Buffer.from(text, 'base64')` does. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3d) break;
    const digit = code < 128 ? digitOf[code]! : -1;
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = (bits >> held) & 0xff;
  }
  return bytes.slice(0, length);
}

export function btoa(input: unknown): string {
  const text = String(input);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
    bytes[at] = code;
  }
  return encodeBase64(bytes);
}

export function atob(input: unknown): string {
  const compact = String(input).replace(/[\t\n\f\r ]/g, '');
  const text = compact.length % 4 === 0 ? compact.replace(/={1,2}$/, '') : compact;
  if (text.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(text)) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  }
  return latin1Of(decodeBase64(text));
}

/** One character a byte. */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
