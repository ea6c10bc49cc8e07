import { describe, expect, test } from 'vitest';
import { Random } from '../kernel/random.ts';
import { gapSampler, multiplied } from './arrivals.ts';
import type { OpenArrivals } from './arrivals.ts';

/** When clients come within so many seconds, in seconds. */
function arrivalsOf(arrivals: OpenArrivals, seconds: number): number[] {
  const gap = gapSampler(arrivals, new Random('workload', arrivals.kind, 'arrivals'));
  const times: number[] = [];
  let atUs = gap(0);
  while (atUs < seconds * 1_000_000) {
    times.push(atUs / 1_000_000);
    atUs += gap(atUs);
  }
  return times;
}

const within = (times: readonly number[], from: number, to: number): number =>
  times.filter((time) => time >= from && time < to).length;

describe('clients who do not wait for one another', () => {
  test.each([1, 30, 700])('come at %i a second evenly, without drifting', (perSecond) => {
    const times = arrivalsOf({ kind: 'constant', perSecond }, 100);
    expect(Math.abs(times.length - 100 * perSecond)).toBeLessThanOrEqual(1);
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2e-6);
  });

  test('come as a Poisson process: as many as the rate says, and as scattered as chance is', () => {
    const times = arrivalsOf({ kind: 'poisson', perSecond: 50 }, 1_000);
    expect(Math.abs(times.length - 50_000)).toBeLessThan(4 * Math.sqrt(50_000));
    const perSecond = Array.from({ length: 1_000 }, (_, second) => within(times, second, second + 1));
    const mean = times.length / 1_000;
    const variance = perSecond.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 1_000;
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.15);
  });

  test('come more and more on a ramp, and then stay', () => {
    const times = arrivalsOf({ kind: 'ramp', fromPerSecond: 10, toPerSecond: 110, overUs: 10_000_000 }, 20);
    expect(Math.abs(within(times, 0, 10) - 600)).toBeLessThanOrEqual(5);
    expect(Math.abs(within(times, 0, 1) - 15)).toBeLessThanOrEqual(1);
    expect(Math.abs(within(times, 9, 10) - 105)).toBeLessThanOrEqual(1);
    expect(Math.abs(within(times, 10, 20) - 1_100)).toBeLessThanOrEqual(1);
  });

  test('come in a spike for as long as it lasts', () => {
    const spike = { kind: 'spike', basePerSecond: 10, peakPerSecond: 200, atUs: 5_000_000, forUs: 2_000_000 } as const;
    const times = arrivalsOf(spike, 10);
    expect([within(times, 0, 5), within(times, 5, 7), within(times, 7, 10)]).toEqual([
      expect.closeTo(50, -1),
      expect.closeTo(400, -1),
      expect.closeTo(30, -1),
    ]);
  });

  test('come by a schedule, and nobody where it says so', () => {
    const steps = [
      { fromUs: 0, perSecond: 20 },
      { fromUs: 5_000_000, perSecond: 0 },
      { fromUs: 7_200_000_000, perSecond: 100 },
    ];
    const times = arrivalsOf({ kind: 'schedule', steps }, 7_210);
    expect(Math.abs(within(times, 0, 5) - 100)).toBeLessThanOrEqual(1);
    expect(within(times, 5.001, 7_200)).toBe(0);
    expect(Math.abs(within(times, 7_200, 7_210) - 1_000)).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a rate of nothing', { kind: 'constant', perSecond: 0 }],
    ['a Poisson rate of nothing', { kind: 'poisson', perSecond: 0 }],
    ['a ramp that has come down', { kind: 'ramp', fromPerSecond: 5, toPerSecond: 0, overUs: 1_000_000 }],
    ['a schedule that is over', { kind: 'schedule', steps: [{ fromUs: 0, perSecond: 0 }] }],
  ] as const)('never come at %s', (_what, arrivals) => {
    const gap = gapSampler(arrivals, new Random('1', 'flow', 'arrivals'));
    expect(gap(2_000_000)).toBe(Infinity);
  });
});

test('so many times as many are so many times as many, whatever the plan', () => {
  const ramp = { kind: 'ramp', fromPerSecond: 10, toPerSecond: 30, overUs: 10_000_000 } as const;
  expect(Math.abs(arrivalsOf(multiplied(ramp, 3) as OpenArrivals, 10).length - 600)).toBeLessThanOrEqual(2);
  expect(multiplied({ kind: 'users', users: 5, think: { kind: 'constant', us: 1 } }, 3)).toMatchObject({ users: 15 });
});
