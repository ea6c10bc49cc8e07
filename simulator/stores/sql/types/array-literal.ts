import { SqlFailure } from '../sql-failure.ts';

/** PostgreSQL's text form of an array: `{1,NULL,"a \"quoted\" one"}`. One dimension. */
export function parseArrayLiteral(text: string): (string | null)[] {
  const source = text.trim();
  if (!source.startsWith('{') || !source.endsWith('}')) throw malformed(text, 'Array value must start with "{".');
  const items: (string | null)[] = [];
  let at = 1;
  const end = source.length - 1;
  while (at < end) {
    const item = source[at] === '"' ? quotedItem(source, at + 1) : bareItem(source, at, end);
    if (item === null) throw malformed(text, 'Unexpected array element.');
    items.push(item.value);
    at = item.next;
    if (at < end && source[at] !== ',') throw malformed(text, 'Unexpected array element.');
    at += 1;
  }
  return items;
}

function malformed(text: string, detail: string): SqlFailure {
  return new SqlFailure('22P02', `malformed array literal: "${text}"`, { detail });
}

function quotedItem(source: string, start: number): { value: string; next: number } | null {
  let value = '';
  for (let at = start; at < source.length; at++) {
    const character = source[at]!;
    if (character === '"') return { value, next: at + 1 };
    if (character === '\\') at += 1;
    value += source[at] ?? '';
  }
  return null;
}

function bareItem(source: string, start: number, end: number): { value: string | null; next: number } | null {
  let at = start;
  while (at < end && source[at] !== ',') at += 1;
  const value = source.slice(start, at).trim();
  if (value === '' || value.includes('{')) return null;
  return { value: value.toUpperCase() === 'NULL' ? null : value, next: at };
}

export function formatArrayLiteral(items: readonly (string | null)[]): string {
  return `{${items.map((item) => (item === null ? 'NULL' : quoteItem(item))).join(',')}}`;
}

function quoteItem(item: string): string {
  const plain = item !== '' && item.toUpperCase() !== 'NULL' && !/[\s{},"\\]/.test(item);
  return plain ? item : `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
