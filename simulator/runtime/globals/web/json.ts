/**
 * JSON whose errors read alike everywhere: engines word them differently, and services log and answer with them.
 * The words are Node's.
 */
export function parseJson(text: unknown, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown {
  const source = String(text);
  try {
    return JSON.parse(source, reviver);
  } catch (error) {
    const complaint = error instanceof SyntaxError ? new JsonScanner(source).complaint() : null;
    throw complaint === null ? error : new SyntaxError(complaint);
  }
}

export function stringifyJson(value: unknown, replacer?: unknown, space?: unknown): string | undefined {
  try {
    return (JSON.stringify as (...values: unknown[]) => string | undefined)(value, replacer, space);
  } catch (error) {
    throw reworded(error);
  }
}

function reworded(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  if (/circular|cyclic/i.test(error.message)) return new TypeError('Converting circular structure to JSON');
  return /bigint/i.test(error.message) ? new TypeError('Do not know how to serialize a BigInt') : error;
}

export function createJson(): object {
  // Each service has functions of its own, which it may change; as methods they cannot be called by `new`, like the real ones.
  const json = {
    parse(text: unknown, reviver: Parameters<typeof parseJson>[1]): unknown {
      return parseJson(text, reviver);
    },
    stringify(value: unknown, replacer: unknown, space: unknown): string | undefined {
      return stringifyJson(value, replacer, space);
    },
  };
  for (const name of ['parse', 'stringify']) Object.defineProperty(json, name, { enumerable: false });
  return Object.defineProperty(json, Symbol.toStringTag, { value: 'JSON', configurable: true });
}

const contextCharacters = 10;

class Complaint extends Error {}

/** Walks a text that is known to be no JSON up to where it goes wrong. */
class JsonScanner {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  complaint(): string | null {
    try {
      this.#value();
      this.#blanks();
      if (this.#at < this.#text.length) this.#fail('Unexpected non-whitespace character after JSON');
      return null;
    } catch (error) {
      if (error instanceof Complaint) return error.message;
      // Nested too deep to walk: the engine's own words have to do.
      return null;
    }
  }
  #fail(what: string): never {
    throw new Complaint(`${what} at position ${this.#at}`);
  }
  #unexpected(): never {
    const text = this.#text;
    if (this.#at >= text.length) throw new Complaint('Unexpected end of JSON input');
    if (text === 'undefined' || text === '[object Object]') throw new Complaint(`"${text}" is not valid JSON`);
    if (/[-\d]/.test(text[this.#at]!)) this.#fail('Unexpected number in JSON');
    if (text[this.#at] === '"') this.#fail('Unexpected string in JSON');
    const token = String.fromCodePoint(text.codePointAt(this.#at)!);
    if (text.length < 2 * contextCharacters + 1)
      throw new Complaint(`Unexpected token '${token}', "${text}" is not valid JSON`);
    const from = Math.max(0, this.#at - contextCharacters);
    const to = Math.min(text.length, this.#at + contextCharacters);
    const near = `${from > 0 ? '...' : ''}"${text.slice(from, to)}"${to < text.length ? '...' : ''}`;
    throw new Complaint(`Unexpected token '${token}', ${near} is not valid JSON`);
  }
  #blanks(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
  #value(): void {
    this.#blanks();
    const first = this.#text[this.#at];
    if (first === '{') this.#object();
    else if (first === '[') this.#array();
    else if (first === '"') this.#string();
    else if (first !== undefined && /[-\d]/.test(first)) this.#number();
    else this.#word();
  }
  #word(): void {
    const word = ['true', 'false', 'null'].find((known) => known[0] === this.#text[this.#at]) ?? '';
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) this.#unexpected();
      this.#at += 1;
    }
    if (word === '') this.#unexpected();
  }
  #number(): void {
    if (this.#text[this.#at] === '-') this.#at += 1;
    if (!/\d/.test(this.#text[this.#at] ?? '')) this.#fail('No number after minus sign in JSON');
    if (this.#text[this.#at] !== '0') this.#digits();
    else {
      this.#at += 1;
      if (/\d/.test(this.#text[this.#at] ?? '')) this.#fail('Unexpected number in JSON');
    }
    if (this.#text[this.#at] === '.') {
      this.#at += 1;
      if (!this.#digits()) this.#fail('Unterminated fractional number in JSON');
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at += 1;
      if (/[+-]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
      if (!this.#digits()) this.#fail('Exponent part is missing a number in JSON');
    }
  }
  #digits(): boolean {
    const start = this.#at;
    while (/\d/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#at > start;
  }
  #string(): void {
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) this.#fail('Unterminated string in JSON');
      if (character < ' ') this.#fail('Bad control character in string literal in JSON');
      this.#at += 1;
      if (character === '"') return;
      if (character === '\\') this.#escape();
    }
  }
  #escape(): void {
    const kind = this.#text[this.#at];
    if (kind === undefined) this.#unexpected();
    if (!'"\\/bfnrtu'.includes(kind)) this.#fail('Bad escaped character in JSON');
    this.#at += 1;
    if (kind !== 'u') return;
    for (let digit = 0; digit < 4; digit += 1) {
      if (!/[\da-fA-F]/.test(this.#text[this.#at] ?? '')) this.#fail('Bad Unicode escape in JSON');
      this.#at += 1;
    }
  }
  #object(): void {
    this.#at += 1;
    this.#blanks();
    if (this.#text[this.#at] === '}') {
      this.#at += 1;
      return;
    }
    for (let first = true; ; first = false) {
      this.#blanks();
      const expected = first ? "Expected property name or '}' in JSON" : 'Expected double-quoted property name in JSON';
      if (this.#text[this.#at] !== '"') this.#fail(expected);
      this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') {
        // Node words it well for the first property only.
        if (first) this.#fail("Expected ':' after property name in JSON");
        this.#unexpected();
      }
      this.#at += 1;
      this.#value();
      if (this.#endOf('}', "Expected ',' or '}' after property value in JSON")) return;
    }
  }
  #array(): void {
    this.#at += 1;
    this.#blanks();
    if (this.#text[this.#at] === ']') {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.#value();
      if (this.#endOf(']', "Expected ',' or ']' after array element in JSON")) return;
    }
  }
  /** Past the end, or past a comma. */
  #endOf(end: string, otherwise: string): boolean {
    this.#blanks();
    const next = this.#text[this.#at];
    if (next !== end && next !== ',') this.#fail(otherwise);
    this.#at += 1;
    return next === end;
  }
}
