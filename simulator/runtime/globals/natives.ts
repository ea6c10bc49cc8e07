/**
 * What the engine keeps of the host's globals before a realm is hardened. Only pure, synchronous, deterministic parts;
 * a service gets some of them as they are and the rest behind a virtual version.
 */
export interface NativeTextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
export interface NativeTextDecoder {
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}
export interface NativeSearchParams extends Iterable<[string, string]> {
  append(name: string, value: string): void;
  get(name: string): string | null;
  toString(): string;
}
export interface NativeUrl {
  href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  hash: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
}

interface HostGlobals {
  readonly TextEncoder: new () => NativeTextEncoder;
  readonly TextDecoder: new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => NativeTextDecoder;
  readonly URL: new (...parts: [url: string, base?: string | undefined]) => NativeUrl;
  readonly URLSearchParams: new (init?: string) => NativeSearchParams;
}

const host = globalThis as unknown as HostGlobals;

export const NativeTextEncoder = host.TextEncoder;
export const NativeTextDecoder = host.TextDecoder;
export const NativeUrl = host.URL;
export const NativeSearchParams = host.URLSearchParams;
export const NativeDate = Date;
export const NativeMath = Math;

const encoder = new NativeTextEncoder();
const decoder = new NativeTextDecoder();
const strictDecoder = new NativeTextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8Encode(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Drops a byte order mark and replaces what is not UTF-8, as `Response.text()` does. */
export function utf8Decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** null where the bytes are not UTF-8. */
export function utf8DecodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}
