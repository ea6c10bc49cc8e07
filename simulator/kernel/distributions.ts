import { exactExp } from './exact-math/exp.ts';
import { exactLog } from './exact-math/log.ts';
import { exactPow } from './exact-math/pow.ts';
import { exponential } from './exponential.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { RandomStream } from '../wire/node-context.ts';
import type { Micros } from '../wire/packet.ts';

/** Draws durations in whole microseconds, never negative. */
export type Sampler = () => Micros;

export function samplerOf(spec: DistributionSpec, random: RandomStream): Sampler {
  switch (spec.kind) {
    case 'constant':
      return () => spec.us;
    case 'uniform': {
      const width = spec.toUs - spec.fromUs + 1;
      return () => spec.fromUs + random.below(width);
    }
    case 'exponential':
      return () => whole(exponential(random) * spec.meanUs);
    case 'normal':
      return () => whole(spec.meanUs + normal(random) * spec.sdUs);
    case 'lognormal': {
      // Given the mean and deviation of the durations themselves, which is what people measure.
      const variance = exactLog(1 + (spec.sdUs / spec.meanUs) * (spec.sdUs / spec.meanUs));
      const location = exactLog(spec.meanUs) - variance / 2;
      const scale = Math.sqrt(variance);
      return () => whole(exactExp(location + scale * normal(random)));
    }
    case 'pareto':
      return () => whole(spec.scaleUs * exactPow(1 - random.next(), -1 / spec.shape));
    case 'empirical':
      return empirical(spec.valuesUs, spec.weights, random);
  }
}

/** No draw is below this: the smallest lookahead that a link with such a latency allows. */
export function smallestUs(spec: DistributionSpec): Micros {
  switch (spec.kind) {
    case 'constant':
      return spec.us;
    case 'uniform':
      return spec.fromUs;
    case 'pareto':
      return spec.scaleUs;
    case 'empirical':
      return Math.min(...spec.valuesUs);
    default:
      return 0;
  }
}

const longestUs = 3_153_600_000_000_000; // a century; a Pareto tail must not leave the exact integers

function whole(us: number): Micros {
  // Nearly all are small: an integer operation, where rounding a float and looking at what came out costs three times as much.
  if (us < 1_000_000_000) return us > 0 ? (us + 0.5) | 0 : 0;
  return Math.min(Math.round(us), longestUs);
}

/** Marsaglia's polar method; the second value is thrown away, so that each draw stands alone. */
function normal(random: RandomStream): number {
  for (;;) {
    const x = random.next() * 2 - 1;
    const y = random.next() * 2 - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * exactLog(square)) / square);
  }
}

function empirical(valuesUs: readonly Micros[], weights: readonly number[], random: RandomStream): Sampler {
  let total = 0;
  const upTo = weights.map((weight) => (total += weight));
  return () => {
    const at = random.next() * total;
    const index = upTo.findIndex((limit) => at < limit);
    return valuesUs[index < 0 ? valuesUs.length - 1 : index]!;
  };
}
