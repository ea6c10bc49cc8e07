import type { Fleet } from '../fleet.ts';

/** Every name of a fleet by kind: what references and actions may point at. */
export interface FleetNames {
  readonly services: ReadonlySet<string>;
  readonly processes: ReadonlySet<string>;
  readonly stores: ReadonlySet<string>;
  readonly brokers: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
  /** The brokers that have a topic of this name. */
  readonly topics: ReadonlyMap<string, readonly string[]>;
}

export function namesOf(
  fleet: {
    readonly [Section in 'services' | 'processes' | 'stores' | 'traffic']: readonly { readonly name: string }[];
  } & Pick<Fleet, 'brokers'>,
): FleetNames {
  const set = (named: readonly { readonly name: string }[]): Set<string> => new Set(named.map((each) => each.name));
  const topics = new Map<string, string[]>();
  for (const broker of fleet.brokers) {
    for (const topic of broker.topics) topics.set(topic.name, [...(topics.get(topic.name) ?? []), broker.name]);
  }
  return {
    services: set(fleet.services),
    processes: set(fleet.processes),
    stores: set(fleet.stores),
    brokers: set(fleet.brokers),
    flows: set(fleet.traffic),
    topics,
  };
}

export interface LinkEnds {
  readonly callers: ReadonlySet<string>;
  readonly callees: ReadonlySet<string>;
}

/** What may stand before and behind the arrow of a link. */
export function linkEnds(names: FleetNames): LinkEnds {
  return {
    callers: new Set(['*', ...names.services, ...names.flows]),
    callees: new Set(['*', ...names.services, ...names.stores, ...names.brokers]),
  };
}

/** `, a store` where an unfit name exists as something else; nothing where nobody has it. */
export function kindNamed(names: FleetNames, name: string): string {
  if (names.services.has(name)) return ', a service';
  if (names.stores.has(name)) return ', a store';
  if (names.brokers.has(name)) return ', a broker';
  if (names.processes.has(name)) return ', a process';
  if (names.flows.has(name)) return ', a flow';
  return names.topics.has(name) ? ', a topic' : '';
}
