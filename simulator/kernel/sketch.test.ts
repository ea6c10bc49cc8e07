import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sketch } from './sketch.ts';

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

describe('a sketch of durations', () => {
  test('is off by 0.4 % at most, whatever the values and the share', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 10 ** 12 })), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (us, share) => {
        const sorted = us.toSorted((left, right) => left - right);
        const exact = sorted[Math.max(1, Math.ceil(share * us.length)) - 1]!;
        expect(Math.abs(sketchOf(us).quantile(share) / exact - 1)).toBeLessThanOrEqual(0.004);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('has the exact count, mean and maximum', () => {
    expect(sketchOf([3, 5, 1_000_001])).toMatchObject({ count: 3, sum: 1_000_009, max: 1_000_001 });
    expect(sketchOf([3, 5, 1_000_001]).mean).toBeCloseTo(333_336.33, 1);
  });

  test('never shows more than the maximum, and nothing where there is nothing', () => {
    expect(sketchOf([1_024]).quantile(0.99)).toBe(1_024);
    expect(sketchOf([]).quantile(0.5)).toBe(0);
    expect(sketchOf([0, 0]).quantile(0.5)).toBe(0);
  });

  test('that was taken and added up elsewhere is the same as one', () => {
    const parts = [
      [5, 700, 90_000],
      [12, 12, 1_000_000],
    ];
    const whole = sketchOf(parts.flat());
    const added = new Sketch();
    const running = new Sketch();
    for (const part of parts) {
      for (const value of part) running.add(value);
      added.addTaken(running.take());
    }
    expect(running.count).toBe(0);
    expect([added.count, added.sum, added.max]).toEqual([whole.count, whole.sum, whole.max]);
    for (const share of [0.1, 0.5, 0.9, 1]) expect(added.quantile(share)).toBe(whole.quantile(share));
  });
});
