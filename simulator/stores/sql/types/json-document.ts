import { SqlFailure } from '../sql-failure.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new SqlFailure('22P02', 'invalid input syntax for type json');
  }
}

function shorterFirst(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** jsonb's printed form: keys by length and then by code, one space after each colon and comma. */
export function jsonbText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonbText).join(', ')}]`;
  const keys = Object.keys(value).sort(shorterFirst);
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${jsonbText(value[key]!)}`).join(', ')}}`;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** `->`: undefined where there is no such member. */
export function memberOf(value: Json, key: string | number): Json | undefined {
  if (isList(value) && typeof key === 'number') return value[key < 0 ? value.length + key : key];
  if (isRecord(value) && typeof key === 'string' && Object.hasOwn(value, key)) return value[key];
  return undefined;
}

export function memberAt(value: Json, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const step of path) {
    if (current === undefined) return undefined;
    current = memberOf(current, isList(current) && /^-?\d+$/.test(step) ? Number(step) : step);
  }
  return current;
}

/** `->>`: strings bare, everything else as JSON. */
export function jsonAsText(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : jsonbText(value);
}

export function contains(whole: Json, part: Json): boolean {
  if (isList(part)) return isList(whole) && part.every((item) => whole.some((candidate) => contains(candidate, item)));
  if (isRecord(part)) {
    return (
      isRecord(whole) &&
      Object.keys(part).every((key) => Object.hasOwn(whole, key) && contains(whole[key]!, part[key]!))
    );
  }
  return whole === part;
}

export function concatenate(left: Json, right: Json): Json {
  if (isRecord(left) && isRecord(right)) return { ...left, ...right };
  return [...(isList(left) ? left : [left]), ...(isList(right) ? right : [right])];
}

export function setAt(value: Json, path: readonly string[], replacement: Json, create: boolean): Json {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  const present = memberAt(value, [step]);
  if (present === undefined && (!create || rest.length > 0)) return value;
  const member = rest.length === 0 ? replacement : setAt(present!, rest, replacement, create);
  if (isRecord(value)) return { ...value, [step]: member };
  if (!isList(value)) return value;
  const index = Number(step) < 0 ? value.length + Number(step) : Number(step);
  return present === undefined
    ? [...value, member]
    : value.map((item, position) => (position === index ? member : item));
}
