import { ms } from '../request-tally.ts';
import type { Boundary } from '../../wire/view/runs/comparison.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type { Crossing } from './crossings.ts';
import type { Ledger } from './ledger.ts';

/** What each boundary of a fleet cost in this run, and what it bought. */
export function boundariesOf(map: FleetMap, ledger: Ledger, requests: number): Boundary[] {
  const { crossings, downtimes, rollouts, weights } = ledger;
  const processOf = (service: string) => map.processes.find(({ services }) => services.includes(service));
  const stores = new Set(map.stores.map(({ name }) => name));
  const bought = (to: string): Pick<Boundary, 'replicas' | 'deployMs'> => {
    const process = processOf(to);
    if (!process) return { replicas: null, deployMs: null };
    const last = rollouts.findLast((rollout) => rollout.process === process.name && rollout.settledUs !== null);
    return {
      replicas: process.replicas,
      deployMs: last ? ms(last.settledUs! - last.beganUs) : null,
    };
  };
  const wentOn = (service: string, to: string): number | null => {
    const process = processOf(to)?.name;
    return process === undefined ? null : downtimes.wentOn(service, process);
  };
  /** Behind a topic are those who send to it. */
  const wentOnBehind = (topic: string, reader: string): number | null => {
    const senders = [...crossings.sent.keys()].filter((key) => key.endsWith(`->${topic}`));
    const each = senders.map((key) => wentOn(key.slice(0, key.indexOf('->')), reader));
    return each.reduce((total, count) => (count === null ? total : (total ?? 0) + count), null);
  };
  const calls = [...crossings.links].flatMap(([key, crossing]): Boundary[] => {
    const [from = '', to = ''] = key.split('->');
    const kind = stores.has(to) ? 'store' : 'call';
    const here = processOf(from);
    // What passes within one process crosses nothing.
    if ((kind === 'call' && !processOf(to)) || !here || here === processOf(to)) return [];
    const bytes = weights.links.get(key) ?? null;
    return [
      {
        ...{ from, to, kind, bytes, copies: null },
        ...{ ...costOf(crossing, requests), ...bought(to), wentOn: wentOn(from, to) },
      },
    ];
  });
  const readersOf = (topic: string): number =>
    [...crossings.read.keys()].filter((key) => key.startsWith(`${topic}->`)).length;
  const sent = [...crossings.sent].map(([key, records]): Boundary => {
    const [from = '', to = ''] = key.split('->');
    const bytes = weights.sent.get(key) ?? null;
    return { ...recordsOf(from, to, records), bytes, copies: readersOf(to), ...bought(to), wentOn: null };
  });
  const read = [...crossings.read].map(([key, records]): Boundary => {
    const [from = '', to = ''] = key.split('->');
    const bytes = weights.read.get(key) ?? null;
    return { ...recordsOf(from, to, records), bytes, copies: null, ...bought(to), wentOn: wentOnBehind(from, to) };
  });
  return [...calls, ...sent, ...read];
}

function costOf({ count, failed, wayUs, measured }: Crossing, requests: number) {
  const addedMs = measured === 0 ? null : ms(wayUs / measured);
  const addedPerRequestMs = measured === 0 || requests === 0 ? null : ms(((wayUs / measured) * count) / requests);
  return { count, failed, addedMs, addedPerRequestMs, messages: count * 2 };
}

/** Nobody waits for what a record causes. */
function recordsOf(from: string, to: string, records: number) {
  const kind: Boundary['kind'] = 'topic';
  return { from, to, kind, count: records, failed: 0, addedMs: null, addedPerRequestMs: null, messages: records };
}
