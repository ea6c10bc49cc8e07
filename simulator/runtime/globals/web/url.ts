import { NativeUrl } from '../natives.ts';
import { nodeError } from '../node-error.ts';

/** The host's URL (it gives the same everywhere) without object URLs, and with Node's error where engines differ. */
export function createUrl(): unknown {
  class URL extends NativeUrl {
    constructor(url: unknown, base?: unknown) {
      const [text, against] = [String(url), base === undefined ? undefined : String(base)];
      try {
        super(text, against);
      } catch {
        const named = against === undefined ? {} : { base: against };
        throw Object.assign(nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input: text }, named);
      }
    }
    static canParse(url: unknown, base?: unknown): boolean {
      return isUrl(String(url), base === undefined ? undefined : String(base));
    }
    static parse(url: unknown, base?: unknown): URL | null {
      return URL.canParse(url, base) ? new URL(url, base) : null;
    }
  }
  for (const name of ['createObjectURL', 'revokeObjectURL']) {
    Object.defineProperty(URL, name, { value: undefined, writable: false, configurable: false });
  }
  return URL;
}

function isUrl(text: string, base: string | undefined): boolean {
  try {
    return new NativeUrl(text, base).href !== '';
  } catch {
    return false;
  }
}
