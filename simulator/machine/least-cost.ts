import { smallestUs } from '../kernel/distributions.ts';
import type { ProcessSpec } from '../wire/instance-events.ts';
import type { Micros } from '../wire/packet.ts';

/** No call of any of its routes takes less CPU time. Faults make it more. */
export function leastCostUs({ services }: Pick<ProcessSpec, 'services'>): Micros {
  const costs = services.map(({ cost }) => ('default' in cost ? Math.min(...Object.values(cost).map(smallestUs)) : 0));
  return Math.min(...costs);
}
