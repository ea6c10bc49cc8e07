import type { LinkField } from '../../wire/view/fleet-map.ts';
import type { Fleet, Link } from '../fleet.ts';

/** What holds between two nodes: never without a latency; null elsewhere means "none". */
export type LinkPolicy = Omit<Link, 'from' | 'to' | 'latency' | 'without'> & {
  readonly latency: NonNullable<Link['latency']>;
};

const fields = ['jitter', 'loss', 'bytesPerSecond', 'timeoutUs', 'retries', 'breaker', 'mode', 'balance'] as const;

/**
 * The policy of calls from one name to another, field by field from the most specific link that decides it:
 * `a -> b`, then `a -> *`, then `* -> b`, then the default. It walks all links: keep the answer.
 */
export function linkPolicyFor(fleet: Pick<Fleet, 'links'>, from: string, to: string): LinkPolicy {
  const matching = fleet.links
    .filter((link) => (link.from === from || link.from === '*') && (link.to === to || link.to === '*'))
    .sort((left, right) => specificity(right) - specificity(left));
  const decided = <Field extends LinkField>(field: Field): Link[Field] | null =>
    matching.find((link) => link[field] !== null || link.without?.includes(field))?.[field] ?? null;
  const latency = decided('latency');
  if (latency === null) throw new Error('a fleet has a default link with a latency');
  const others = fields.map((field) => [field, decided(field)]);
  return { latency, ...(Object.fromEntries(others) as Omit<LinkPolicy, 'latency'>) };
}

/** 3 for `a -> b`, 2 for `a -> *`, 1 for `* -> b`, 0 for the default. */
export function specificity(link: Pick<Link, 'from' | 'to'>): number {
  return (link.from === '*' ? 0 : 2) + (link.to === '*' ? 0 : 1);
}
