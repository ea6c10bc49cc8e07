/** What a small grammar made of a text. `expected` completes "found X, expected ...". */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function unparsed(expected: string): { readonly ok: false; readonly expected: string } {
  return { ok: false, expected };
}
