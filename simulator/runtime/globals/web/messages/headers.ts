import type { HeaderPairs } from '../../../../wire/http.ts';
import { customInspect } from '../../console/inspect-context.ts';
import { checkedName, checkedValue } from './header-text.ts';

export type HeadersInit = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

let put: (headers: Headers, name: string, value: string) => void;
let add: (headers: Headers, name: string, value: string) => void;
let listed: (headers: Headers) => [name: string, value: string][];

/** Names in lower case; iteration sorted by name with values joined, cookies apart, as the standard has it. */
export class Headers {
  // Two lists, kept sorted: messages have about ten headers, and a map of lists makes a list for each and is sorted when read.
  #names: string[];
  #values: string[];

  static {
    put = (headers, name, value) => headers.#put(name, value);
    add = (headers, name, value) => headers.#add(name, value);
    listed = (headers) => headers.#names.map((name, index) => [name, headers.#values[index]!]);
  }

  constructor(init?: HeadersInit | null) {
    this.#names = [];
    this.#values = [];
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') {
      throw new TypeError('Headers constructor: init given is not one of: sequence or record.');
    }
    if (init instanceof Headers) {
      this.#names = [...init.#names];
      this.#values = [...init.#values];
    } else if (Symbol.iterator in init) this.#appendAll(init);
    else for (const name of Object.keys(init)) this.append(name, init[name]!);
  }

  #appendAll(pairs: Iterable<readonly string[]>): void {
    for (const pair of pairs) {
      if (pair.length !== 2) {
        throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${pair.length}.`);
      }
      this.append(pair[0]!, pair[1]!);
    }
  }

  append(name: string, value: string): void {
    this.#add(checkedName('append', name), checkedValue('append', value));
  }
  set(name: string, value: string): void {
    this.#put(checkedName('set', name), checkedValue('set', value));
  }
  get(name: string): string | null {
    const key = checkedName('get', name);
    if (key === 'set-cookie') return this.has(key) ? this.getSetCookie().join(', ') : null;
    return this.#values[this.#names.indexOf(key)] ?? null;
  }
  getSetCookie(): string[] {
    return this.#values.filter((_value, index) => this.#names[index] === 'set-cookie');
  }
  has(name: string): boolean {
    return this.#names.includes(checkedName('has', name));
  }
  delete(name: string): void {
    this.#remove(checkedName('delete', name));
  }
  forEach(run: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of pairsOf(this)) Reflect.apply(run, self, [value, name, this]);
  }
  *entries(): IterableIterator<[name: string, value: string]> {
    yield* pairsOf(this);
  }
  *keys(): IterableIterator<string> {
    yield* [...this.#names];
  }
  *values(): IterableIterator<string> {
    yield* [...this.#values];
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

  #add(name: string, value: string): void {
    const index = this.#names.indexOf(name);
    if (index < 0 || name === 'set-cookie') this.#insert(name, value);
    else this.#values[index] += (name === 'cookie' ? '; ' : ', ') + value;
  }

  #put(name: string, value: string): void {
    const index = this.#names.indexOf(name);
    if (index >= 0 && name !== 'set-cookie') {
      this.#values[index] = value;
      return;
    }
    if (index >= 0) this.#remove(name);
    this.#insert(name, value);
  }

  /** Behind those of the same name. What comes off the wire is sorted, and is put at the end at once. */
  #insert(name: string, value: string): void {
    const names = this.#names;
    const values = this.#values;
    let at = names.length;
    names.push(name);
    values.push(value);
    for (; at > 0 && names[at - 1]! > name; at--) {
      names[at] = names[at - 1]!;
      values[at] = values[at - 1]!;
    }
    names[at] = name;
    values[at] = value;
  }

  #remove(name: string): void {
    for (let index = this.#names.indexOf(name); index >= 0; index = this.#names.indexOf(name)) {
      this.#names.splice(index, 1);
      this.#values.splice(index, 1);
    }
  }
}

/** For the runtime, which knows the name to be in lower case and the value to be good. */
export function setHeader(headers: Headers, name: string, value: string): void {
  put(headers, name, value);
}

/** Off the wire, where names are in lower case. */
export function headersFrom(pairs: HeaderPairs): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) add(headers, name, value);
  return headers;
}

export function pairsOf(headers: Headers): [name: string, value: string][] {
  return listed(headers);
}
