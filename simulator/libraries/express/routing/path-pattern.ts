import { HttpError } from '../http-error.ts';

export type Path = string | RegExp;

export interface PatternOptions {
  readonly caseSensitive: boolean;
  /** A slash at the end counts. */
  readonly strict: boolean;
  /** The whole path must match; otherwise a beginning that ends at a slash is enough. */
  readonly whole: boolean;
}

export interface Match {
  /** The part of the path that matched. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | string[]>>;
}

interface Key {
  readonly name: string;
  /** Express 5 gives a named wildcard as a list of segments. */
  readonly list: boolean;
}

interface Compiled {
  readonly shape: RegExp;
  readonly keys: readonly Key[];
}

/** A path of express 4 or 5: the forms that differ are told apart by how they are written. */
export class PathPattern {
  readonly #compiled: Compiled | null;
  readonly #options: PatternOptions;
  readonly #keysOfRegExp: boolean;

  constructor(path: Path, options: PatternOptions) {
    this.#options = options;
    this.#keysOfRegExp = path instanceof RegExp;
    const everything = typeof path === 'string' && path === '/' && !options.whole;
    this.#compiled = everything ? null : path instanceof RegExp ? { shape: path, keys: [] } : compile(path, options);
  }

  /** null where the path does not match; throws a 400 where a value cannot be decoded. */
  match(path: string): Match | null {
    if (this.#compiled === null) return { path: '', params: {} };
    const { shape, keys } = this.#compiled;
    shape.lastIndex = 0;
    const found = shape.exec(path);
    if (!found) return null;
    const params: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
    for (let group = 1; group < found.length; group += 1) {
      const text = found[group];
      const key = this.#keysOfRegExp ? { name: String(group - 1), list: false } : keys[group - 1];
      if (key === undefined || text === undefined) continue;
      params[key.name] = key.list ? text.split('/').map(decode) : decode(text);
    }
    for (const [name, text] of Object.entries(found.groups ?? {})) if (text !== undefined) params[name] = decode(text);
    const matched = found[0];
    return { path: this.#options.whole ? matched : matched.replace(/\/$/, ''), params };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, `Failed to decode param '${text}'`, 'param.decode.failed', 'URIError');
  }
}

function compile(path: string, options: PatternOptions): Compiled {
  const keys: Key[] = [];
  const source = new PatternReader(options.strict ? path : path.replace(/(.)\/$/, '$1'), keys).read();
  const start = source === '/' && !options.whole ? '' : source;
  const slash = options.strict ? '' : '/?';
  const end = options.whole ? `${slash}$` : '(?:/(?=$))?(?=/|$)';
  return { shape: new RegExp(`^${start}${end}`, options.caseSensitive ? '' : 'i'), keys };
}

/** Turns the text of a path into the source of a regular expression, one sign at a time. */
class PatternReader {
  readonly #text: string;
  readonly #keys: Key[];
  #at = 0;
  #unnamed = 0;
  constructor(text: string, keys: Key[]) {
    this.#text = text;
    this.#keys = keys;
  }

  read(closing = ''): string {
    let source = '';
    while (this.#at < this.#text.length) {
      const sign = this.#text[this.#at]!;
      if (sign === closing) {
        this.#at += 1;
        return source;
      }
      source = this.#append(source, sign);
    }
    if (closing !== '') throw new TypeError(`Missing ${closing} in path ${this.#text}`);
    return source;
  }

  #append(source: string, sign: string): string {
    this.#at += 1;
    switch (sign) {
      case ':':
        return this.#parameter(source);
      case '*':
        return source + this.#wildcard();
      case '{':
        return `${source}(?:${this.read('}')})?`;
      case '(':
        this.#key(String(this.#unnamed++), false);
        return `${source}(${this.#group()})`;
      case '?':
      case '+':
        // Express 4: the sign before it, or the group, is optional or repeats.
        return source + sign;
      case '\\':
        return source + escaped(this.#text[this.#at++] ?? '');
      default:
        return source + escaped(sign);
    }
  }

  #key(name: string, list: boolean): void {
    this.#keys.push({ name, list });
  }

  #name(): string {
    const name = /^[A-Za-z_$][\w$]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  /** `:id`, `:id(\\d+)`, `:id?`, `:path*`, `:path+`; an optional one takes the slash before it along. */
  #parameter(source: string): string {
    const name = this.#name();
    if (name === '') throw new TypeError(`Missing parameter name at ${this.#at} in path ${this.#text}`);
    this.#key(name, false);
    let inner = '[^/]+?';
    if (this.#text[this.#at] === '(') {
      this.#at += 1;
      inner = this.#group();
    }
    const modifier = /^[?*+]/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += modifier.length;
    if (modifier === '') return `${source}(${inner})`;
    const repeated = modifier === '?' ? inner : `${inner}(?:/${inner})*`;
    if (modifier === '+') return `${source}(${repeated})`;
    return source.endsWith('/') ? `${source.slice(0, -1)}(?:/(${repeated}))?` : `${source}(${repeated})?`;
  }

  /** `*rest` of express 5 needs something to match and gives a list; a bare `*` of express 4 takes anything. */
  #wildcard(): string {
    const name = this.#name();
    this.#key(name === '' ? String(this.#unnamed++) : name, name !== '');
    return name === '' ? '(.*)' : '(.+)';
  }

  /** The text of a group as it is, apart from inner groups, which must not count as keys. */
  #group(): string {
    let depth = 1;
    let inner = '';
    while (depth > 0) {
      const sign = this.#text[this.#at++];
      if (sign === undefined) throw new TypeError(`Missing ) in path ${this.#text}`);
      if (sign === '\\') {
        inner += sign + (this.#text[this.#at++] ?? '');
        continue;
      }
      if (sign === '(') depth += 1;
      if (sign === ')') depth -= 1;
      if (depth > 0) inner += sign === '(' && this.#text[this.#at] !== '?' ? '(?:' : sign;
    }
    return inner;
  }
}

function escaped(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
}
