interface Tier {
  readonly name: string;
  readonly size: number;
  /** How long one of its services takes. */
  readonly latency: string;
}

const tiers: readonly Tier[] = [
  { name: 'edge', size: 8, latency: '1ms..2ms' },
  { name: 'api', size: 60, latency: 'lognormal(3ms, 1ms)' },
  { name: 'logic', size: 232, latency: 'lognormal(6ms, 3ms)' },
  { name: 'data', size: 700, latency: 'exponential(2ms)' },
];

/**
 * A thousand services without code, in tiers. Every one of them is called, and every one calls one more of the next tier than a
 * tree would: so two ways lead to most, and what is slow somewhere is felt in several places.
 */
export function thousandModels(): string {
  const services = tiers.flatMap((tier, depth) =>
    Array.from({ length: tier.size }, (_, index) => serviceLine(tier, index, tiers[depth + 1])),
  );
  const flows = Array.from(
    { length: tiers[0]!.size },
    (_, index) => `  visits-${index + 1}: { to: ${nameOf(tiers[0]!, index)}, request: GET /, rate: poisson(2/s) }`,
  );
  return [
    '# A thousand services that only take time, in four tiers.',
    'name: thousand',
    '',
    'services:',
    ...services,
    '',
    'links:',
    '  default: { latency: 0.5ms..2ms }',
    '',
    'traffic:',
    ...flows,
    '',
  ].join('\n');
}

function serviceLine(tier: Tier, index: number, next: Tier | undefined): string {
  const called = next ? calledBy(index, tier.size, next) : [];
  // In a list inside the list: all at once.
  const calls = called.length === 0 ? '' : `, calls: [[${called.join(', ')}]]`;
  return `  ${nameOf(tier, index)}: { model: { latency: ${tier.latency}, errors: 0.001%${calls} } }`;
}

function calledBy(index: number, siblings: number, next: Tier): string[] {
  const own = Array.from({ length: next.size }, (_, other) => other).filter((other) => other % siblings === index);
  const crossing = (index * 7 + 3) % next.size;
  return [...new Set([...own, crossing])].map((other) => nameOf(next, other));
}

function nameOf({ name }: Tier, index: number): string {
  return `${name}-${index + 1}`;
}
