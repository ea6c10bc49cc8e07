import { hostsIn } from '../../fleet/code/host-address.ts';
import { linkPolicyFor, specificity } from '../../fleet/world/link-policy.ts';
import { settableFields } from '../../fleet/changes/settable-fields.ts';
import { writtenArrivals, writtenDistribution } from '../../fleet/grammar/written.ts';
import { defaultProcess } from '../../fleet/sections/defaults.ts';
import { meanUs } from '../../kernel/mean-us.ts';
import { faultKinds } from './fault-kinds.ts';
import { keptTables } from '../../fleet/code/own-tables.ts';
import type { Fleet, Service } from '../../fleet/fleet.ts';
import type { Compile } from '../../fleet/ready/compiled-service.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { FleetMap, MapBroker, MapFlow, MapLink, MapProcess, MapStore } from '../../wire/view/fleet-map.ts';

/** What a fleet is made of and how it is joined, for those who draw it. */
export function mapOf(
  fleet: Fleet,
  version: number,
  tablesOf: (store: string) => readonly string[],
  compile: Compile,
): FleetMap {
  return {
    version,
    name: fleet.name,
    processes: processesOf(fleet),
    services: fleet.services.map((service) => ({
      name: service.name,
      isModel: service.model !== null,
      entry: service.entry,
      files: Object.keys(service.files),
      uses: service.uses,
      keeps: keepsOf(fleet, service),
    })),
    stores: fleet.stores.map(({ name, engine, connections, latency }): MapStore => {
      return { name, engine, connections, tables: tablesOf(name), ...written(latency) };
    }),
    brokers: fleet.brokers.map(({ name, engine, topics, latency }): MapBroker => ({
      name,
      engine,
      topics: topics.map((topic) => ({ name: topic.name, partitions: topic.partitions })),
      ...written(latency),
    })),
    links: linksOf(fleet, compile),
    flows: fleet.traffic.map(({ name, steps, arrivals, timeoutUs }): MapFlow => ({
      name,
      to: steps[0]?.to ?? '',
      routes: steps.map((step) => `${step.method} ${step.path}`),
      rate: writtenArrivals(arrivals),
      timeoutUs,
    })),
    faults: faultKinds,
    truths: fleet.truths.map(({ name }) => name),
    startupOfNewUs: meanUs(defaultProcess.startup),
  };
}

function processesOf(fleet: Fleet): MapProcess[] {
  const models = new Set(fleet.services.filter(({ model }) => model !== null).map(({ name }) => name));
  return fleet.processes.map(({ startup, ...process }) => {
    const runsCode = !process.services.every((service) => models.has(service));
    return { ...process, runsCode, startupUs: meanUs(startup) };
  });
}

function keepsOf({ stores }: Fleet, service: Service): Record<string, readonly string[]> {
  const used = Object.entries(service.uses).flatMap(([role, name]) => {
    const store = stores.find((each) => each.name === name && each.engine === 'sql');
    return store ? [[role, keptTables(service, store)] as const] : [];
  });
  return Object.fromEntries(used);
}

function written(latency: DistributionSpec): { readonly latency: string; readonly latencySpec: DistributionSpec } {
  return { latency: writtenDistribution(latency), latencySpec: latency };
}

/** Each pair once, in the order in which the file speaks of them; then those of whom only code speaks. */
function linksOf(fleet: Fleet, compile: Compile): MapLink[] {
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
  for (const service of fleet.services)
    for (const host of [...Object.values(service.env).flatMap(hostsIn), ...compile(service).hosts])
      if (services.has(host) && host !== service.name) join(service.name, host, 'call');
  return [...links.values()];
}

function policyOf(fleet: Fleet, from: string, to: string): Omit<MapLink, 'from' | 'to' | 'kind'> {
  const { latency, ...policy } = linkPolicyFor(fleet, from, to);
  return { ...policy, ...latencyOf(fleet, to, latency), settable: settableFields(fleet, from, to) };
}

/** A store's or broker's own latency is there and back, and is the whole way unless a link to it says more. */
function latencyOf(fleet: Fleet, to: string, latency: DistributionSpec): ReturnType<typeof written> {
  const server = [...fleet.stores, ...fleet.brokers].find(({ name }) => name === to);
  const hasOwn = fleet.links.some((link) => link.to === to && link.latency !== null && specificity(link) > 0);
  if (!server || hasOwn) return written(latency);
  return { latency: `${writtenDistribution(server.latency)} there and back`, latencySpec: server.latency };
}
