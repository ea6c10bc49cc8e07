import { describe, expect, test } from 'vitest';
import { lettersMost, utf8Length } from './text-bytes.ts';

describe('the length of a text in UTF-8 is that of its bytes', () => {
  const long = 'x'.repeat(lettersMost - 1);
  test.each([
    ['nothing', ''],
    ['letters of one byte', 'hello'],
    ['of two, three and four', 'äö €℃ 🙂🙃'],
    ['halves of pairs', 'a\ud83db\ude00'],
    ['a long one', `${long}${long}${long}`],
    ['a pair across the end of what is written at once', `${long}🙂${long}🙂`],
    ['halves across that end', `${long}\ud83d\ud83d${long}`],
  ])('%s', (_what, text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  });
});
