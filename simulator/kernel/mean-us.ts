import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { Micros } from '../wire/packet.ts';

/** What it takes on average, to say it beforehand; where no average exists, what it takes at least. */
export function meanUs(spec: DistributionSpec): Micros {
  switch (spec.kind) {
    case 'constant':
      return spec.us;
    case 'uniform':
      return Math.round((spec.fromUs + spec.toUs) / 2);
    case 'pareto':
      return Math.round(spec.shape > 1 ? (spec.scaleUs * spec.shape) / (spec.shape - 1) : spec.scaleUs);
    case 'empirical': {
      const total = spec.weights.reduce((sum, weight) => sum + weight, 0);
      const sum = spec.valuesUs.reduce((all, value, place) => all + value * spec.weights[place]!, 0);
      return Math.round(total > 0 ? sum / total : 0);
    }
    default:
      return spec.meanUs;
  }
}
