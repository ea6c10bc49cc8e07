import { expect, test } from 'vitest';
import { randomHex } from './hex.ts';
import { Random } from './random.ts';

test('random bits are written as hex digits, eight for each word, leading zeros too', () => {
  const drawn = new Random('seed', 'hex', 'test');
  const again = new Random('seed', 'hex', 'test');
  for (let round = 0; round < 200; round++) {
    const words = [again.bits(), again.bits()].map((bits) => bits.toString(16).padStart(8, '0'));
    expect(randomHex(drawn, 2)).toBe(words.join(''));
  }
});
