import { linkPolicyFor, specificity } from '../../fleet/link-policy.ts';
import { writtenArrivals, writtenDistribution } from '../../fleet/grammar/written.ts';
import { faultKinds } from './fault-kinds.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { FleetMap, MapFlow, MapLink, MapStore } from '../../wire/view/fleet-map.ts';

/** What a fleet is made of and how it is joined, for those who draw it. */
export function mapOf(fleet: Fleet, version: number, tablesOf: (store: string) => readonly string[]): FleetMap {
  return {
    version,
    name: fleet.name,
    processes: fleet.processes.map(
      ({ name, services, replicas, cores, memoryBytes, concurrency, queue, version: shipped }) => ({
        ...{ name, services, replicas, cores, memoryBytes, concurrency, queue },
        version: shipped,
      }),
    ),
    services: fleet.services.map(({ name, model, entry, files, uses }) => ({
      name,
      isModel: model !== null,
      entry,
      files: Object.keys(files),
      uses,
    })),
    stores: fleet.stores.map(({ name, engine, connections }): MapStore => {
      return { name, engine, connections, tables: tablesOf(name) };
    }),
    brokers: fleet.brokers.map(({ name, engine, topics }) => ({
      name,
      engine,
      topics: topics.map((topic) => ({ name: topic.name, partitions: topic.partitions })),
    })),
    links: linksOf(fleet),
    flows: fleet.traffic.map(({ name, steps, arrivals, timeoutUs }): MapFlow => ({
      name,
      to: steps[0]?.to ?? '',
      routes: steps.map((step) => `${step.method} ${step.path}`),
      rate: writtenArrivals(arrivals),
      timeoutUs,
    })),
    faults: faultKinds,
  };
}

/** Each pair once, in the order in which the file speaks of them. */
function linksOf(fleet: Fleet): MapLink[] {
  const links = new Map<string, MapLink>();
  const join = (from: string, to: string, kind: MapLink['kind']): void => {
    const key = `${from}->${to}`;
    if (!links.has(key)) links.set(key, { from, to, kind, ...policyOf(fleet, from, to) });
  };
  for (const flow of fleet.traffic) for (const step of flow.steps) join(flow.name, step.to, 'traffic');
  const services = new Set(fleet.services.map((service) => service.name));
  for (const { from, to } of fleet.links) if (services.has(from) && services.has(to)) join(from, to, 'call');
  const brokers = new Set(fleet.brokers.map((broker) => broker.name));
  for (const service of fleet.services) {
    for (const called of service.model?.calls.flat() ?? []) join(service.name, called, 'call');
    for (const used of Object.values(service.uses)) join(service.name, used, brokers.has(used) ? 'broker' : 'store');
  }
  return [...links.values()];
}

function policyOf(fleet: Fleet, from: string, to: string): Omit<MapLink, 'from' | 'to' | 'kind'> {
  const { latency, timeoutUs, retries, breaker, mode } = linkPolicyFor(fleet, from, to);
  return { mode, latency: latencyOf(fleet, to, latency), timeoutUs, retries, breaker };
}

/** A store's or broker's own latency is there and back, and is the whole way unless a link to it says more. */
function latencyOf(fleet: Fleet, to: string, latency: Parameters<typeof writtenDistribution>[0]): string {
  const server = [...fleet.stores, ...fleet.brokers].find(({ name }) => name === to);
  const hasOwn = fleet.links.some((link) => link.to === to && link.latency !== null && specificity(link) > 0);
  return server && !hasOwn ? `${writtenDistribution(server.latency)} there and back` : writtenDistribution(latency);
}
