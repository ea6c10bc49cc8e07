import type { Counterpart, CounterpartOf } from '../../wire/view/counterpart.ts';
import type { FleetMap, MapProcess } from '../../wire/view/fleet-map.ts';

/** A process holds a service of another fleet if it has this much of the code that only that service has. */
const leastShare = 0.5;

/**
 * What an action on the fleet `there` means `here`: the same thing where one has its name; else the process that runs the code
 * of the one that is meant, or the store that has its tables. The boundary is deployment: the code is the same in both.
 */
export function counterpartOf({ verb, target, files }: CounterpartOf, there: FleetMap, here: FleetMap): Counterpart {
  const link = /^(\S+)\s*->\s*(\S+)$/.exec(target);
  if (link) return linkCounterpart(link[1]!, link[2]!, there, here);
  const found = replicaCounterpart(target, there, here) ?? thingCounterpart(target, there, here);
  if (!found.ok || verb !== 'deploy') return found;
  const missing = files.find((path) => !filesOf(here, servicesOf(here, found.target)).has(path));
  return missing === undefined ? found : { ok: false, why: `${found.target} has no ${missing}` };
}

function thingCounterpart(name: string, there: FleetMap, here: FleetMap): Counterpart {
  if (servicesOf(there, name).length > 0) return processCounterpart(name, there, here);
  const isSame = (things: readonly { readonly name: string }[]): boolean => things.some((each) => each.name === name);
  if (isSame(there.flows)) return isSame(here.flows) ? same(name) : none(`no clients are called ${name}`);
  if (isSame(there.stores)) return storeCounterpart(name, there, here);
  if (here.brokers.length === 0) return none('there is no broker, and no event');
  const topics = here.brokers.flatMap((broker) => broker.topics);
  return isSame(here.brokers) || isSame(topics) ? same(name) : none(`nothing is called ${name}`);
}

function processCounterpart(name: string, there: FleetMap, here: FleetMap): Counterpart {
  if (servicesOf(here, name).length > 0) return same(name);
  const home = homeOf(name, there, here);
  if (home) return { ok: true, target: home.name, why: `${name} is part of the process ${home.name}` };
  const spread = here.processes.filter(({ services }) => shareOf(filesOf(here, services), name, there) > 0);
  return none(
    spread.length > 1 ? `what ${name} does is spread over ${spread.length} processes` : `nothing is called ${name}`,
  );
}

/** `orders#2`: the replica of the same number. */
function replicaCounterpart(target: string, there: FleetMap, here: FleetMap): Counterpart | null {
  const [, process, number] = /^(.+)#(\d+)$/.exec(target) ?? [];
  if (process === undefined) return null;
  const home = processCounterpart(process, there, here);
  if (!home.ok) return home;
  const replicas = processNamed(here, home.target)?.replicas ?? 0;
  if (Number(number) > replicas) return none(`${home.target} has no replica ${number}`);
  return { ...home, target: `${processNamed(here, home.target)?.name ?? home.target}#${number}` };
}

function storeCounterpart(name: string, there: FleetMap, here: FleetMap): Counterpart {
  if (here.stores.some((store) => store.name === name)) return same(name);
  const tables = there.stores.find((store) => store.name === name)?.tables ?? [];
  const holder = here.stores.find(
    (store) => tables.length > 0 && tables.every((table) => store.tables.includes(table)),
  );
  if (holder) return { ok: true, target: holder.name, why: `the tables of ${name} are in ${holder.name}` };
  const spread = here.stores.filter((store) => store.tables.some((table) => tables.includes(table)));
  return none(
    spread.length > 1 ? `the tables of ${name} are spread over ${spread.length} stores` : `nothing is called ${name}`,
  );
}

/** A link joins a client or a service with a service, a store or a broker; within a process there is none. */
function linkCounterpart(from: string, to: string, there: FleetMap, here: FleetMap): Counterpart {
  if (here.links.some((link) => link.from === from && link.to === to)) return same(`${from} -> ${to}`);
  const [caller, callee] = [endOf(from, there, here), endOf(to, there, here)];
  if (caller === null) return none(`nothing there is ${from}`);
  if (callee === null) return none(`nothing there is ${to}`);
  if (caller === callee) return none(`${from} and ${to} are one process, ${caller}: no message passes between them`);
  return { ok: true, target: `${caller} -> ${callee}`, why: `there it is ${caller} → ${callee}` };
}

function endOf(name: string, there: FleetMap, here: FleetMap): string | null {
  const found = thingCounterpart(name, there, here);
  if (!found.ok) return null;
  const services = processNamed(here, found.target)?.services ?? [];
  // Links are named by services; of those in one process, the one that has most of the code.
  return mostOf(services, (service) => shareOf(filesOf(here, [service]), name, there)) ?? found.target;
}

function homeOf(name: string, there: FleetMap, here: FleetMap): MapProcess | null {
  const share = ({ services }: MapProcess): number => shareOf(filesOf(here, services), name, there);
  return mostOf(
    here.processes.filter((process) => share(process) >= leastShare),
    share,
  );
}

/** How much of the code that only this process or service has is among these files. */
function shareOf(files: ReadonlySet<string>, name: string, there: FleetMap): number {
  const services = servicesOf(there, name);
  const others = filesOf(
    there,
    there.services.map((service) => service.name).filter((service) => !services.includes(service)),
  );
  const own = [...filesOf(there, services)].filter((path) => !others.has(path));
  return own.length === 0 ? 0 : own.filter((path) => files.has(path)).length / own.length;
}

function servicesOf(map: FleetMap, name: string): readonly string[] {
  const process = map.processes.find((each) => each.name === name);
  return process?.services ?? map.services.filter((service) => service.name === name).map((service) => service.name);
}

function processNamed({ processes }: FleetMap, name: string): MapProcess | undefined {
  return processes.find((each) => each.name === name) ?? processes.find(({ services }) => services.includes(name));
}

function filesOf(map: FleetMap, services: readonly string[]): ReadonlySet<string> {
  return new Set(map.services.flatMap(({ name, files }) => (services.includes(name) ? files : [])));
}

function mostOf<Item>(items: readonly Item[], of: (item: Item) => number): Item | null {
  return items.toSorted((left, right) => of(right) - of(left))[0] ?? null;
}

function same(target: string): Counterpart {
  return { ok: true, target, why: null };
}

function none(why: string): Counterpart {
  return { ok: false, why };
}
