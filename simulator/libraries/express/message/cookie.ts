export interface CookieOptions {
  readonly domain?: string;
  readonly encode?: (value: string) => string;
  readonly expires?: Date;
  readonly httpOnly?: boolean;
  /** Milliseconds, unlike the attribute of the header. */
  readonly maxAge?: number;
  readonly path?: string;
  readonly partitioned?: boolean;
  readonly priority?: string;
  readonly sameSite?: boolean | string;
  readonly secure?: boolean;
  readonly signed?: boolean;
}

export function cookieText(name: string, value: string, options: CookieOptions, nowMs: number): string {
  if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) throw new TypeError('argument name is invalid');
  const encode = options.encode ?? encodeURIComponent;
  const parts = [`${name}=${encode(value)}`];
  const expires = options.maxAge === undefined ? options.expires : new Date(nowMs + options.maxAge);
  if (options.maxAge !== undefined) parts.push(`Max-Age=${Math.floor(options.maxAge / 1000)}`);
  if (options.domain !== undefined) parts.push(`Domain=${options.domain}`);
  parts.push(`Path=${options.path ?? '/'}`);
  if (expires !== undefined) parts.push(`Expires=${expires.toUTCString()}`);
  if (options.httpOnly === true) parts.push('HttpOnly');
  if (options.secure === true) parts.push('Secure');
  if (options.partitioned === true) parts.push('Partitioned');
  if (options.priority !== undefined) parts.push(`Priority=${capitalized(options.priority)}`);
  if (options.sameSite !== undefined && options.sameSite !== false) {
    parts.push(`SameSite=${options.sameSite === true ? 'Strict' : capitalized(options.sameSite)}`);
  }
  return parts.join('; ');
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
