import type { EngineFrame, FaultFigures, FleetMap } from '../../../../simulator/index.ts';
import { rounded } from './hull-facts.ts';

/** A topic, and how far behind those are who read it. */
export interface LaneFacts {
  readonly name: string;
  readonly partitions: readonly PartitionFacts[];
  readonly perSecond: number;
  readonly groups: readonly { readonly name: string; readonly lag: number; readonly positions: readonly number[] }[];
  readonly flags: readonly FaultFigures[];
}

export interface PartitionFacts {
  readonly start: number;
  readonly end: number;
}

/** Of a broker as a whole. */
export interface QuayFacts {
  readonly flags: readonly FaultFigures[];
}

export interface StoreFacts {
  readonly isUp: boolean;
  readonly perSecond: number;
  readonly waiting: number;
  readonly connections: number;
  readonly users: number;
  readonly flags: readonly FaultFigures[];
}

export function laneFactsIn(
  { brokers }: FleetMap,
  frame: EngineFrame,
  past: EngineFrame | undefined,
): Record<string, LaneFacts> {
  const spanUs = past ? frame.virtualUs - past.virtualUs : frame.virtualUs;
  return Object.fromEntries(
    brokers.flatMap(({ topics }) =>
      topics.map(({ name, partitions }) => {
        const topic = frame.topics[name];
        const lately = (topic?.produced ?? 0) - (past?.topics[name]?.produced ?? 0);
        const facts: LaneFacts = {
          name,
          partitions: topic?.partitions ?? Array.from({ length: partitions }, () => ({ start: 0, end: 0 })),
          perSecond: spanUs > 0 ? rounded((lately / spanUs) * 1_000_000, 10) : 0,
          groups: Object.entries(topic?.groups ?? {}).map(([group, { lag, positions }]) => ({
            name: group,
            lag,
            positions,
          })),
          flags: frame.faults.filter(({ target }) => target === name),
        };
        return [name, facts];
      }),
    ),
  );
}

export function quayFactsIn({ brokers }: FleetMap, { faults }: EngineFrame): Record<string, QuayFacts> {
  return Object.fromEntries(
    brokers.map(({ name }) => [name, { flags: faults.filter(({ target }) => target === name) }]),
  );
}

export function storeFactsIn(
  { stores }: FleetMap,
  frame: EngineFrame,
  past: EngineFrame | undefined,
): Record<string, StoreFacts> {
  const spanUs = past ? frame.virtualUs - past.virtualUs : frame.virtualUs;
  const links = Object.keys(frame.links);
  return Object.fromEntries(
    stores.map(({ name }) => {
      const store = frame.stores[name];
      const lately = (store?.queries ?? 0) - (past?.stores[name]?.queries ?? 0);
      const facts: StoreFacts = {
        isUp: store?.isUp ?? true,
        perSecond: spanUs > 0 ? rounded((lately / spanUs) * 1_000_000, 10) : 0,
        waiting: store?.waiting ?? 0,
        connections: store?.connections ?? 0,
        users: links.filter((link) => link.endsWith(`->${name}`)).length,
        flags: frame.faults.filter(({ target }) => target === name),
      };
      return [name, facts];
    }),
  );
}
