import type { HeaderPairs } from '../../../../wire/http.ts';
import { customInspect } from '../../console/inspect-context.ts';

const tokenShape = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const badValue = /[\0\r\n]/;

export type HeadersInit = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** Names in lower case; iteration sorted by name with values joined, cookies apart, as the standard has it. */
export class Headers {
  readonly #values = new Map<string, string[]>();

  constructor(init?: HeadersInit | null) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') {
      throw new TypeError('Headers constructor: init given is not one of: sequence or record.');
    }
    if (init instanceof Headers) {
      for (const [name, values] of init.#values) this.#values.set(name, [...values]);
    } else if (Symbol.iterator in init) {
      for (const pair of init as Iterable<readonly string[]>) {
        if (pair.length !== 2) {
          throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${pair.length}.`);
        }
        this.append(pair[0]!, pair[1]!);
      }
    } else for (const [name, value] of Object.entries(init)) this.append(name, value);
  }

  append(name: string, value: string): void {
    const key = checkedName('append', name);
    const text = checkedValue('append', value);
    const values = this.#values.get(key);
    if (values) values.push(text);
    else this.#values.set(key, [text]);
  }
  set(name: string, value: string): void {
    this.#values.set(checkedName('set', name), [checkedValue('set', value)]);
  }
  get(name: string): string | null {
    const key = checkedName('get', name);
    const values = this.#values.get(key);
    return values === undefined ? null : joined(key, values);
  }
  getSetCookie(): string[] {
    return [...(this.#values.get('set-cookie') ?? [])];
  }
  has(name: string): boolean {
    return this.#values.has(checkedName('has', name));
  }
  delete(name: string): void {
    this.#values.delete(checkedName('delete', name));
  }
  forEach(run: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of this.entries()) Reflect.apply(run, self, [value, name, this]);
  }
  *entries(): IterableIterator<[name: string, value: string]> {
    const names = [...this.#values.keys()].sort((left, right) => (left < right ? -1 : 1));
    for (const name of names) {
      const values = this.#values.get(name) ?? [];
      if (name === 'set-cookie') for (const value of values) yield [name, value];
      else yield [name, joined(name, values)];
    }
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    return this.entries();
  }
  get [Symbol.toStringTag](): string {
    return 'Headers';
  }
  [customInspect](_depth: number, _options: unknown, inspect: (value: unknown) => string): string {
    return `Headers ${inspect(Object.fromEntries(this.entries()))}`;
  }
}

function joined(name: string, values: readonly string[]): string {
  return values.join(name === 'cookie' ? '; ' : ', ');
}

function checkedName(method: string, name: unknown): string {
  const text = String(name);
  if (!tokenShape.test(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header name.`);
  return text.toLowerCase();
}

function checkedValue(method: string, value: unknown): string {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (badValue.test(text))
    throw new TypeError(`Headers.${method}: ${JSON.stringify(text)} is an invalid header value.`);
  return text;
}

export function pairsOf(headers: Headers): HeaderPairs {
  return [...headers.entries()];
}
