import { middleOf as middleOfSketch } from '../../kernel/sketch.ts';
import type { TallyFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

/** Durations in so few buckets that hundreds of histograms cost nothing: sixteen to an octave, so 2 % off at most. */
export const bucketCount = 448;

export type Taken = TallyFact['durations'];

const longestUs = 2_147_483_647;

export function bucketOf(us: Micros): number {
  const whole = us < longestUs ? us | 0 : longestUs;
  if (whole < 32) return whole < 0 ? 0 : whole;
  const octave = 31 - Math.clz32(whole);
  return ((octave - 3) << 4) + ((whole >>> (octave - 4)) & 15);
}

export function middleOf(bucket: number): Micros {
  if (bucket < 32) return bucket;
  const octave = (bucket >> 4) + 3;
  const width = 1 << (octave - 4);
  return (16 + (bucket & 15)) * width + width / 2;
}

/** What a sketch has taken in, in these buckets: calls `add` with bucket and count. */
export function eachTaken(taken: Taken, add: (bucket: number, count: number) => void): void {
  const { buckets } = taken;
  for (let index = 0; index < buckets.length; index += 2)
    add(bucketOf(middleOfSketch(buckets[index]!)), buckets[index + 1]!);
}

/** In virtual milliseconds; nothing where nothing is. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function quantilesOf(count: number, inBucket: (bucket: number) => number): Quantiles {
  if (count === 0) return { p50: 0, p95: 0, p99: 0 };
  const ranks = [0.5, 0.95, 0.99].map((share) => Math.max(1, Math.ceil(share * count)));
  const values = [0, 0, 0];
  let seen = 0;
  let next = 0;
  for (let bucket = 0; bucket < bucketCount && next < 3; bucket++) {
    seen += inBucket(bucket);
    while (next < 3 && seen >= ranks[next]!) values[next++] = Math.round(middleOf(bucket)) / 1000;
  }
  const [p50 = 0, p95 = 0, p99 = 0] = values;
  return { p50, p95, p99 };
}
