import type { EngineFrame } from '../../../../simulator/index.ts';

/** How things are joined that no fleet file says: who was seen to call whom, to send and to read. */
export interface Observed {
  /** `a->b`, between services, stores, brokers and flows. */
  readonly links: readonly string[];
  /** A service and the broker that it sends to. */
  readonly sends: readonly (readonly [service: string, broker: string])[];
  readonly reads: readonly (readonly [service: string, broker: string])[];
}

export const nothingObserved: Observed = { links: [], sends: [], reads: [] };

/** The same object as long as nothing new was seen, for the whole chart hangs on it. */
export function observedIn(frame: EngineFrame, before: Observed): Observed {
  const links = Object.keys(frame.links);
  const sends = pairs(frame, ({ producers }) => Object.keys(producers));
  const reads = pairs(frame, ({ groups }) => Object.values(groups).flatMap(({ services }) => services));
  const isKnown =
    links.length === before.links.length &&
    sends.length === before.sends.length &&
    reads.length === before.reads.length &&
    links.every((link, index) => link === before.links[index]);
  return isKnown ? before : { links, sends, reads };
}

function pairs(
  { topics }: EngineFrame,
  servicesOf: (topic: EngineFrame['topics'][string]) => readonly string[],
): (readonly [string, string])[] {
  const found = new Map<string, readonly [string, string]>();
  for (const topic of Object.values(topics)) {
    for (const service of servicesOf(topic)) found.set(`${service} ${topic.broker}`, [service, topic.broker]);
  }
  return [...found.values()];
}
