import type { Micros } from '../packet.ts';

/** What time is to run on to. It stops at the very moment, with all that happened in it. */
export type Until =
  | { readonly kind: 'time'; readonly atUs: Micros }
  /** A client's request that failed. */
  | { readonly kind: 'failure' }
  /** A breaker that changed its state. */
  | { readonly kind: 'breaker' }
  | { readonly kind: 'crash' }
  /** A message of a client's request that arrives somewhere. */
  | { readonly kind: 'hop' };
