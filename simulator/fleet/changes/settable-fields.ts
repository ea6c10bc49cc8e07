import type { Fleet } from '../fleet.ts';
import type { LinkField } from '../../wire/view/fleet-map.ts';

const ways: readonly LinkField[] = ['latency', 'jitter', 'loss', 'bytesPerSecond'];
const policies: readonly LinkField[] = ['timeoutUs', 'retries', 'breaker', 'mode'];

/**
 * What means anything on a link. Clients and code may choose among replicas; time limits, retries and breakers are a sidecar's, which only processes with code have, and
 * which hold for calls of services; a mode is a variable of the caller's code. Calls between models have a latency and no more.
 */
export function settableFields(fleet: Fleet, from: string, to: string): readonly LinkField[] {
  const callers = from === '*' ? fleet.services : fleet.services.filter(({ name }) => name === from);
  const callees = to === '*' ? fleet.services : fleet.services.filter(({ name }) => name === to);
  const hasCode = callers.some(({ model }) => model === null);
  const isFlow = fleet.traffic.some(({ name }) => name === from);
  const betweenModels = !hasCode && callees.length > 0 && callees.every(({ model }) => model !== null);
  if (betweenModels) return ['latency'];
  if (callees.length === 0 || !(isFlow || hasCode)) return ways;
  return [...ways, ...(isFlow ? [] : policies), 'balance'];
}
