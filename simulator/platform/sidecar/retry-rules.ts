import type { RandomStream } from '../../wire/node-context.ts';
import type { FailureCode, Micros } from '../../wire/packet.ts';

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly attempts: number;
  readonly backoffUs: Micros;
  readonly jitter: 'none' | 'full';
}

export type Outcome =
  | { readonly kind: 'answer'; readonly status: number }
  | { readonly kind: 'failure'; readonly code: FailureCode }
  | { readonly kind: 'timeout' };

const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
const neverArrived: ReadonlySet<FailureCode> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH']);

export function failed(outcome: Outcome): boolean {
  return outcome.kind !== 'answer' || outcome.status >= 500;
}

/** A request that may have been carried out is sent again only if doing it twice is the same as once. */
export function mayRetry(method: string, outcome: Outcome): boolean {
  if (!failed(outcome)) return false;
  if (outcome.kind === 'failure' && neverArrived.has(outcome.code)) return true;
  return idempotent.has(method);
}

/** Doubles with each attempt; with full jitter it is anything from nothing to that. */
export function backoffUs(policy: RetryPolicy, attempt: number, random: RandomStream): Micros {
  let us = policy.backoffUs;
  for (let doubled = 1; doubled < attempt; doubled++) us *= 2;
  return policy.jitter === 'full' ? random.below(us + 1) : us;
}
