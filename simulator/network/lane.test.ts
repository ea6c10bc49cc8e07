import { describe, expect, test } from 'vitest';
import { Random } from '../kernel/random.ts';
import { Lane, leastTravelUs } from './lane.ts';
import type { LaneSpec } from './lane.ts';

const plain: LaneSpec = {
  latency: { kind: 'constant', us: 1_000 },
  jitter: null,
  loss: 0,
  bytesPerSecond: null,
  leastUs: 0,
};
const laneOf = (spec: Partial<LaneSpec>, seed = '1') =>
  new Lane({ ...plain, ...spec }, new Random(seed, 'lane', 'test'));
const arrivals = (lane: Lane, sentUs: readonly number[], bytes = 1_000) =>
  sentUs.map((atUs) => lane.arrivalUs(atUs, bytes, 0, false));

describe('a lane', () => {
  test('takes its latency, its jitter and what a fault adds', () => {
    const jitter = { kind: 'constant', us: 30 } as const;
    expect(laneOf({ jitter }).arrivalUs(500, 0, 200, false)).toBe(500 + 1_000 + 30 + 200);
  });

  test('is never faster than the least', () => {
    const spec = { latency: { kind: 'constant', us: 20 }, leastUs: 100 } as const;
    expect(laneOf(spec).arrivalUs(0, 0, 0, false)).toBe(100);
    expect(leastTravelUs({ ...plain, ...spec })).toBe(100);
    expect(leastTravelUs({ ...plain, latency: { kind: 'uniform', fromUs: 300, toUs: 900 }, leastUs: 100 })).toBe(300);
  });

  test('of limited bandwidth sends one message after the other', () => {
    const lane = laneOf({ bytesPerSecond: 1_000_000 });
    // A kilobyte takes a millisecond: the second waits for the first, the third finds the lane free.
    expect(arrivals(lane, [0, 200, 10_000])).toEqual([2_000, 3_000, 12_000]);
  });

  test('that loses a packet sends it again after 200 ms, 400 ms, 800 ms ...', () => {
    const count = 20_000;
    const waits = arrivals(
      laneOf({ loss: 0.3 }),
      Array.from({ length: count }, () => 0),
    ).map((us) => us! - 1_000);
    const share = (us: number): number => waits.filter((wait) => wait === us).length / count;
    expect(share(0)).toBeCloseTo(0.7, 1);
    expect(share(200_000)).toBeCloseTo(0.21, 1);
    expect(share(600_000)).toBeCloseTo(0.063, 1);
    expect([...new Set(waits)].every((wait) => [0, 2, 6, 14, 30, 62, 126, 254, 510].includes(wait / 100_000))).toBe(
      true,
    );
  });

  test('gives up after eight times', () => {
    expect(arrivals(laneOf({ loss: 1 }), [0])).toEqual([null]);
    const lost = arrivals(
      laneOf({ loss: 0.8 }),
      Array.from({ length: 20_000 }, () => 0),
    ).filter((us) => us === null);
    // 0.8 to the power of nine.
    expect(lost.length / 20_000).toBeCloseTo(0.134, 2);
  });

  test('lets messages overtake each other, but none that ends what was sent before', () => {
    const latency = { kind: 'uniform', fromUs: 1_000, toUs: 9_000 } as const;
    const lane = laneOf({ latency });
    const times = arrivals(lane, [0, 0, 0, 0, 0]) as number[];
    expect(times).not.toEqual(times.toSorted((left, right) => left - right));
    expect(lane.arrivalUs(0, 0, 0, true)).toBeGreaterThanOrEqual(Math.max(...times));
  });
});
