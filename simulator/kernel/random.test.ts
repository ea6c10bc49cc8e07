import { describe, expect, test } from 'vitest';
import { Hash } from './hash.ts';
import { Random, RandomStreams } from './random.ts';

const drawsOf = (random: Random, count = 8): number[] => Array.from({ length: count }, () => random.bits());

describe('a stream of chance', () => {
  test('is the same for the same seed, component and purpose, on every engine', () => {
    expect(drawsOf(new Random('1', 'orders', 'latency'), 4)).toMatchInlineSnapshot(`
      [
        44812500,
        1781172775,
        3162204081,
        2457329813,
      ]
    `);
    expect(drawsOf(new Random('1', 'orders', 'latency'))).toEqual(drawsOf(new Random('1', 'orders', 'latency')));
  });

  test.each([
    ['seed', new Random('2', 'orders', 'latency')],
    ['component', new Random('1', 'payments', 'latency')],
    ['purpose', new Random('1', 'orders', 'errors')],
    ['place of the border between names', new Random('1', 'order', 'slatency')],
  ])('is another for another %s', (_what, other) => {
    const own = drawsOf(new Random('1', 'orders', 'latency'));
    expect(drawsOf(other).filter((draw) => own.includes(draw))).toEqual([]);
  });

  test('does not notice how often others draw', () => {
    const quiet = new RandomStreams('1', 'orders');
    const busy = new RandomStreams('1', 'orders');
    for (let draw = 0; draw < 1_000; draw++) busy.of('other').next();
    expect(busy.of('latency').next()).toBe(quiet.of('latency').next());
    expect(new RandomStreams('1', 'a new service').of('latency').next()).not.toBe(quiet.of('latency').next());
  });

  test('fills the unit interval evenly, and never reaches one', () => {
    const random = new Random('1', 'test', 'even');
    const buckets = new Array<number>(20).fill(0);
    for (let draw = 0; draw < 200_000; draw++) {
      const value = random.next();
      buckets[Math.floor(value * 20)]!++;
    }
    // A value of one, or below zero, would be in no bucket.
    expect(buckets.reduce((sum, count) => sum + count, 0)).toBe(200_000);
    const chiSquare = buckets.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // 19 degrees of freedom: 43.8 is passed once in a thousand seeds.
    expect(chiSquare).toBeLessThan(43.8);
  });

  test('gives whole numbers below a bound, each of them', () => {
    const random = new Random('1', 'test', 'below');
    const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
    expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  test('shows one draw more in the digest', () => {
    const digest = (draws: number): string => {
      const streams = new RandomStreams('1', 'orders');
      for (let draw = 0; draw < draws; draw++) streams.of('latency').bits();
      const hash = new Hash();
      streams.addTo(hash);
      return hash.hex();
    };
    expect(digest(3)).toBe(digest(3));
    expect(digest(3)).not.toBe(digest(4));
  });
});
