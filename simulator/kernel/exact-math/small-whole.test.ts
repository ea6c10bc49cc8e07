import { expect, test } from 'vitest';
import { smallWhole } from './small-whole.ts';

test('a number stays the number that it is, small and whole or not', () => {
  for (const value of [0, 1, -1, 0.5, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40 + 0.25, -(2 ** 31), Infinity, -Infinity]) {
    expect(smallWhole(value)).toBe(value);
  }
});
