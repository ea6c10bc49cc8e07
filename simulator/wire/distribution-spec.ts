import type { Micros } from './packet.ts';

/** A distribution of durations as data; `kernel/distributions.ts` draws from it. */
export type DistributionSpec =
  | { readonly kind: 'constant'; readonly us: Micros }
  | { readonly kind: 'uniform'; readonly fromUs: Micros; readonly toUs: Micros }
  | { readonly kind: 'exponential'; readonly meanUs: Micros }
  | { readonly kind: 'normal'; readonly meanUs: Micros; readonly sdUs: Micros }
  | { readonly kind: 'lognormal'; readonly meanUs: Micros; readonly sdUs: Micros }
  | { readonly kind: 'pareto'; readonly scaleUs: Micros; readonly shape: number }
  | { readonly kind: 'empirical'; readonly valuesUs: readonly Micros[]; readonly weights: readonly number[] };
