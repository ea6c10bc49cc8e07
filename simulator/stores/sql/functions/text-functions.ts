import { SqlFailure } from '../sql-failure.ts';
import type { SqlFunctions } from '../sqlite/callbacks.ts';

type Text = string | null;
type Count = number | null;

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
}

/** Walks back to the last % at most, so that no pattern can take exponential time. */
function matchesPattern(text: string, pattern: string): boolean {
  let [at, inPattern, retryAt, afterPercent] = [0, 0, 0, -1];
  while (at < text.length) {
    const symbol = pattern[inPattern];
    if (symbol === '%') {
      afterPercent = inPattern + 1;
      inPattern = afterPercent;
      retryAt = at;
      continue;
    }
    const escaped = symbol === '\\';
    const literal = escaped ? pattern[inPattern + 1] : symbol;
    if (symbol !== undefined && ((symbol === '_' && !escaped) || literal === text[at])) {
      at += 1;
      inPattern += escaped ? 2 : 1;
      continue;
    }
    if (afterPercent < 0) return false;
    retryAt += 1;
    at = retryAt;
    inPattern = afterPercent;
  }
  while (pattern[inPattern] === '%') inPattern += 1;
  return inPattern === pattern.length;
}

function substring(text: Text, start: Count, length: Count): Text {
  if (text === null || start === null) return null;
  const characters = [...text];
  if (length === null) return characters.slice(Math.max(0, start - 1)).join('');
  if (length < 0) throw new SqlFailure('22011', 'negative substring length not allowed');
  return characters.slice(Math.max(0, start - 1), Math.max(0, start - 1 + length)).join('');
}

function pad(text: Text, length: Count, fill: Text, left: number): Text {
  if (text === null || length === null || fill === null) return null;
  const characters = [...text];
  if (characters.length >= length) return characters.slice(0, Math.max(0, length)).join('');
  const missing = length - characters.length;
  if (fill === '') return text;
  const padding = [...fill.repeat(Math.ceil(missing / [...fill].length))].slice(0, missing).join('');
  return left ? padding + text : text + padding;
}

const longestText = 10_000_000;

export const textFunctions: SqlFunctions = {
  pg_like: (text: Text, pattern: Text, ignoreCase: number) => {
    if (text === null || pattern === null) return null;
    return ignoreCase ? matchesPattern(asciiLower(text), asciiLower(pattern)) : matchesPattern(text, pattern);
  },
  pg_substring: substring,
  pg_left: (text: Text, count: Count) => {
    if (text === null || count === null) return null;
    const characters = [...text];
    return characters.slice(0, count < 0 ? Math.max(0, characters.length + count) : count).join('');
  },
  pg_right: (text: Text, count: Count) => {
    if (text === null || count === null) return null;
    const characters = [...text];
    return characters.slice(count < 0 ? -count : Math.max(0, characters.length - count)).join('');
  },
  pg_split_part: (text: Text, separator: Text, field: Count) => {
    if (text === null || separator === null || field === null) return null;
    if (field === 0) throw new SqlFailure('22023', 'field position must not be zero');
    const parts = separator === '' ? [text] : text.split(separator);
    return parts[field > 0 ? field - 1 : parts.length + field] ?? '';
  },
  pg_pad: pad,
  pg_repeat: (text: Text, count: Count) => {
    if (text === null || count === null) return null;
    if (text.length * count > longestText) throw new SqlFailure('54000', 'requested length too large');
    return text.repeat(Math.max(0, count));
  },
  pg_reverse: (text: Text) => text && [...text].reverse().join(''),
  /** Joins a JSON array of texts; nulls are left out. */
  pg_join: (list: Text, separator: Text) => {
    if (list === null || separator === null) return null;
    return (JSON.parse(list) as Text[]).filter((item) => item !== null).join(separator);
  },
};
