import { describe, expect, test } from 'vitest';
import { samplerOf, smallestUs } from './distributions.ts';
import { Random } from './random.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';

const specs: Readonly<Record<string, DistributionSpec>> = {
  constant: { kind: 'constant', us: 5_000 },
  uniform: { kind: 'uniform', fromUs: 1_000, toUs: 3_000 },
  exponential: { kind: 'exponential', meanUs: 10_000 },
  normal: { kind: 'normal', meanUs: 20_000, sdUs: 3_000 },
  lognormal: { kind: 'lognormal', meanUs: 20_000, sdUs: 8_000 },
  pareto: { kind: 'pareto', scaleUs: 1_000, shape: 3 },
  empirical: { kind: 'empirical', valuesUs: [1_000, 50_000], weights: [90, 10] },
};

function draws(spec: DistributionSpec, count: number): number[] {
  const sampler = samplerOf(spec, new Random('distributions', spec.kind, 'draws'));
  return Array.from({ length: count }, sampler);
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('durations', () => {
  // Mean and deviation as the formulas have them.
  test.each([
    ['constant', 5_000, 0],
    ['uniform', 2_000, 577.9],
    ['exponential', 10_000, 10_000],
    ['normal', 20_000, 3_000],
    ['lognormal', 20_000, 8_000],
    ['pareto', 1_500, 866],
    ['empirical', 5_900, 14_700],
  ] as const)('%s have the mean and the deviation they were given', (name, mean, deviation) => {
    const count = 200_000;
    const values = draws(specs[name]!, count);
    const standardError = deviation / Math.sqrt(count);
    expect(Math.abs(meanOf(values) - mean)).toBeLessThanOrEqual(4 * standardError + 0.5);
    const seen = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
    // The deviation of a Pareto of shape 3 has no variance of its own and settles slowly.
    expect(Math.abs(seen - deviation)).toBeLessThanOrEqual(deviation * (name === 'pareto' ? 0.1 : 0.02) + 0.5);
  });

  test.each([
    ['exponential', 0.5, 6_931],
    ['exponential', 0.99, 46_052],
    ['normal', 0.8413, 23_000],
    ['lognormal', 0.5, 18_570],
    ['pareto', 0.9, 2_154],
  ] as const)('%s have %f of all below %i us', (name, share, us) => {
    const below = draws(specs[name]!, 100_000).filter((value) => value < us).length / 100_000;
    expect(Math.abs(below - share)).toBeLessThan(0.005);
  });

  test.each(Object.keys(specs))('%s are whole, never negative, and never below the least', (name) => {
    const spec = specs[name]!;
    for (const value of draws(spec, 20_000)) {
      if (!Number.isSafeInteger(value) || value < smallestUs(spec)) throw new Error(`${name} gave ${value}`);
    }
    expect(smallestUs(spec)).toBeGreaterThanOrEqual(0);
  });

  test('a normal that would be negative is zero, and no tail leaves the exact integers', () => {
    expect(Math.min(...draws({ kind: 'normal', meanUs: 10, sdUs: 1_000 }, 1_000))).toBe(0);
    expect(draws({ kind: 'pareto', scaleUs: 1_000_000, shape: 0.01 }, 1_000).every(Number.isSafeInteger)).toBe(true);
  });

  test('each value of a range comes about equally often, both ends too', () => {
    const values = draws({ kind: 'uniform', fromUs: 3, toUs: 6 }, 40_000);
    for (const us of [3, 4, 5, 6]) {
      expect(Math.abs(values.filter((value) => value === us).length - 10_000)).toBeLessThan(400);
    }
  });

  test('are the same under the same seed, on every engine and in every version', () => {
    expect(Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, draws(spec, 4)])))
      .toMatchInlineSnapshot(`
        {
          "constant": [
            5000,
            5000,
            5000,
            5000,
          ],
          "empirical": [
            1000,
            1000,
            1000,
            1000,
          ],
          "exponential": [
            2126,
            10097,
            21570,
            8702,
          ],
          "lognormal": [
            25513,
            11334,
            17964,
            33295,
          ],
          "normal": [
            20350,
            17848,
            20802,
            21428,
          ],
          "pareto": [
            1654,
            1298,
            1234,
            1183,
          ],
          "uniform": [
            1111,
            1723,
            2651,
            1326,
          ],
        }
      `);
  });
});
