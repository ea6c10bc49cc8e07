import type { Inspect } from './inspect.ts';
import { withoutFrames } from './inspect-error.ts';

export interface Formatted {
  readonly text: string;
  readonly stacks: readonly string[];
}

/** Printf-like, as `util.format`: the first text's %-places first, whatever is left after it with blanks between. */
export function formatWith(inspect: Inspect, values: readonly unknown[]): Formatted {
  const stacks: string[] = [];
  const show = (value: unknown, depth?: number): string => {
    const { text, stacks: inner } = inspect(value, depth === undefined ? {} : { depth });
    stacks.push(...inner);
    return text;
  };
  const parts: string[] = [];
  let next = 0;
  const [first] = values;
  if (typeof first === 'string') {
    next = 1;
    const filled = first.replace(/%([sdifjoOc%])/g, (place: string, kind: string) => {
      if (kind === '%') return values.length === 1 ? place : '%';
      if (next >= values.length) return place;
      return fill(kind, values[next++], show);
    });
    parts.push(filled);
  }
  for (const value of values.slice(next)) parts.push(typeof value === 'string' ? value : show(value));
  const { text, frames } = withoutFrames(parts.join(' '));
  if (frames !== '') stacks.push(frames);
  return { text, stacks };
}

function fill(kind: string, value: unknown, show: (value: unknown, depth?: number) => string): string {
  switch (kind) {
    case 's':
      return asText(value, show);
    case 'd':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' ? 'NaN' : numberText(value, Number);
    case 'i':
      if (typeof value === 'bigint') return `${value}n`;
      return typeof value === 'symbol' ? 'NaN' : numberText(value, (input) => Number.parseInt(input as string, 10));
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : numberText(value, (input) => Number.parseFloat(input as string));
    case 'j':
      return jsonText(value);
    case 'o':
      return show(value, 4);
    case 'O':
      return show(value);
    default:
      return '';
  }
}

function asText(value: unknown, show: (value: unknown, depth?: number) => string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) {
    return Object.is(value, -0) ? '-0' : typeof value === 'function' ? functionText(value) : String(value);
  }
  try {
    return hasOwnToString(value) ? String(value) : show(value, 0);
  } catch {
    return show(value, 0);
  }
}

function functionText(value: object): string {
  return Function.prototype.toString.call(value);
}

/** A toString that the service's own code wrote, not one of the language's. */
function hasOwnToString(value: object): boolean {
  const text: unknown = (value as { toString?: unknown }).toString;
  if (typeof text !== 'function') return false;
  if (value instanceof Error) return true;
  return text !== Object.prototype.toString && !/\[native code\]/.test(Function.prototype.toString.call(text));
}

function numberText(value: unknown, convert: (value: unknown) => number): string {
  try {
    const number = convert(value);
    return Object.is(number, -0) ? '-0' : String(number);
  } catch {
    return 'NaN';
  }
}

function jsonText(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    return error instanceof TypeError && /circular|cyclic/i.test(error.message) ? '[Circular]' : '[unprintable]';
  }
}
