import type { StoredValue } from '../types/text-codec.ts';

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  // A zero byte would end SQLite's text early.
  return `'${text.replaceAll('\u0000', '').replaceAll("'", "''")}'`;
}

export function quoteValue(value: StoredValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteText(value);
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value)
    : floatLiteral(value);
}

function floatLiteral(value: number | bigint): string {
  if (typeof value === 'bigint') return value.toString();
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
