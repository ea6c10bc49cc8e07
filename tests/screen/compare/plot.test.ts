import { expect, test } from 'vitest';
import { latest, ofASecond, ofEachBin } from '../../../src/features/compare/plot.ts';
import type { SeriesBin } from '../../../simulator/index.ts';

const binUs = 250_000;

const p95 = ofEachBin((each) => each.p95);
const rate = ofASecond((_, perSecond) => perSecond);

function bin(place: number, count: number, took: number | null): SeriesBin {
  return { atUs: place * binUs, count, failed: 0, p50: took, p95: took, p99: took } as SeriesBin;
}

test('beside a chart stands what was measured last, though nobody came since', () => {
  const bins = [bin(0, 2, 12), bin(1, 3, 14), bin(2, 0, null)];
  expect(latest({ binUs, bins }, p95, 3 * binUs)).toBe(14);
});

test('a stretch that has only begun does not count, and where nothing was measured nothing is said', () => {
  const bins = [bin(0, 2, 12), bin(1, 9, 99)];
  expect(latest({ binUs, bins }, p95, binUs + 1_000)).toBe(12);
  expect(latest({ binUs, bins: [bin(0, 0, null)] }, p95, binUs)).toBeNull();
});

test('a rate is that of a whole second, however short the bins are and however much of the last one is over', () => {
  const bins = [bin(0, 9, 10), bin(1, 2, 10), bin(2, 3, 10), bin(3, 2, 10), bin(4, 3, 10), bin(5, 0, null)];
  const rates = rate({ binUs, bins: bins.slice(0, 5) }, 5 * binUs);
  expect(rates.map((each) => Math.round(each!))).toEqual([36, 22, 19, 16, 10]);
  // Eight in the three bins that are over, and nobody in the fifth of one that has begun since.
  expect(latest({ binUs, bins }, rate, 5.2 * binUs)).toBeCloseTo(10);
  expect(latest({ binUs: 2_000_000, bins: [bin(0, 30, 10)] }, rate, 2_000_000)).toBe(15);
});

test('of the very first moments no rate is told', () => {
  expect(latest({ binUs, bins: [bin(0, 1, 10)] }, rate, 20_000)).toBeNull();
});
