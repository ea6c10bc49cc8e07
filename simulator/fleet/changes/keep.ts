import { parseName } from '../grammar/names.ts';
import { hasTables, keptIn, scriptsAbout, sqlStoreOf } from '../code/own-tables.ts';
import { conventions } from '../sections/environment.ts';
import { planned, refused } from './change.ts';
import type { Change } from './change.ts';
import type { Fleet, Service, Store } from '../fleet.ts';

/** A service keeps its tables in another store: one of its own, which comes to be, or one that has such tables already. */
export const keep: Change = {
  verb: 'keep',
  plan: ({ wanted }, target, sizes) => {
    const { fleet } = wanted;
    const service = fleet.services.find(({ name }) => name === target);
    if (!service || service.model !== null) return refused(`no service with code is called ${target}`);
    const role = typeof sizes['role'] === 'string' ? sizes['role'] : undefined;
    const used = sqlStoreOf(fleet, service, role);
    if (!used)
      return refused(`${target} uses no SQL store${role === undefined ? ', or more than one' : ` as ${role}`}`);
    const to = sizes['in'];
    if (typeof to !== 'string') return refused('in: expected the name of a store');
    const made = storeFor(fleet, service, used.store, to);
    if (typeof made === 'string') return refused(made);
    return planned(`${target} keeps its tables in ${to}`, (before) => ({
      ...before,
      fleet: rehoused(before.fleet, target, used.role, made),
    }));
  },
};

/** As it is, or made; else why it cannot be. */
export function storeFor(fleet: Fleet, service: Service, from: Store, to: string): Store | string {
  if (from.name === to) return `${service.name} keeps its tables in ${to} already`;
  const { tables, shared } = keptIn(fleet, service, from);
  if (tables.length === 0) return `the code of ${service.name} names no table of ${from.name}`;
  if (shared) return `${shared.by} names ${shared.table} as well: a table that leaves needs one owner`;
  const there = fleet.stores.find(({ name }) => name === to);
  if (there && (there.engine !== 'sql' || !hasTables(there, tables)))
    return `${to} has no ${tables.join(', ')}: its schema would have to have what ${service.name} keeps`;
  if (there) return there;
  const name = parseName(to);
  if (!name.ok) return `found ${to}, expected ${name.expected}`;
  const { services, processes, brokers, traffic } = fleet;
  const isTaken = [...services, ...processes, ...brokers, ...traffic].some((each) => each.name === to);
  return isTaken ? `${to} is the name of something else` : { ...from, name: to, scripts: scriptsAbout(from, tables) };
}

function rehoused(fleet: Fleet, name: string, role: string, store: Store): Fleet {
  const services = fleet.services.map((service) => {
    const from = service.uses[role];
    if (service.name !== name || from === undefined) return service;
    const [, before] = conventions.sql(from);
    const [, after] = conventions.sql(store.name);
    const env = Object.entries(service.env).map(([key, value]) => [key, value === before ? after : value] as const);
    return { ...service, uses: { ...service.uses, [role]: store.name }, env: Object.fromEntries(env) };
  });
  const isThere = fleet.stores.some((each) => each.name === store.name);
  return { ...fleet, services, stores: isThere ? fleet.stores : [...fleet.stores, store] };
}
