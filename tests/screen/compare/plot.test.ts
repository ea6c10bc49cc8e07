import { expect, test } from 'vitest';
import { latest } from '../../../src/features/compare/plot.ts';
import type { SeriesBin } from '../../../simulator/index.ts';

const binUs = 250_000;

function bin(place: number, count: number, p95: number | null): SeriesBin {
  return { atUs: place * binUs, count, failed: 0, p50: p95, p95, p99: p95 } as SeriesBin;
}

test('beside a chart stands what was measured last, though nobody came since', () => {
  const bins = [bin(0, 2, 12), bin(1, 3, 14), bin(2, 0, null)];
  expect(latest({ binUs, bins }, ({ p95 }) => p95, 3 * binUs)).toBe(14);
});

test('a stretch that has only begun does not count, and where nothing was measured nothing is said', () => {
  const bins = [bin(0, 2, 12), bin(1, 9, 99)];
  expect(latest({ binUs, bins }, ({ p95 }) => p95, binUs + 1_000)).toBe(12);
  expect(latest({ binUs, bins: [bin(0, 0, null)] }, ({ p95 }) => p95, binUs)).toBeNull();
});
