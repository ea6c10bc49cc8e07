import type { FleetMap, MapService } from '../../../simulator/index.ts';
import { change } from './change-structure.ts';
import type { Command } from '../command.ts';

/** A service that could keep the tables of a role elsewhere. */
export interface Keeping {
  readonly service: MapService;
  readonly role: string;
  readonly store: string;
}

/** Where a service keeps tables, by role. */
export function keepingsOf({ services }: FleetMap, name: string): Keeping[] {
  const service = services.find((each) => each.name === name);
  if (!service) return [];
  return Object.entries(service.keeps)
    .filter(([, tables]) => tables.length > 0)
    .map(([role]) => ({ service, role, store: service.uses[role]! }));
}

/** Others that use the same store. */
export function sharers({ services }: FleetMap, { service, store }: Keeping): string[] {
  return services
    .filter(({ name, uses }) => name !== service.name && Object.values(uses).includes(store))
    .map(({ name }) => name);
}

/** One of its own, where it shares the one that it uses; and those that have such tables. */
export function storesFor(map: FleetMap, keeping: Keeping): { readonly store: string; readonly isNew: boolean }[] {
  const { service, role, store } = keeping;
  const tables = service.keeps[role] ?? [];
  const own = `${service.name}-db`;
  const there = map.stores.filter(
    (each) => each.name !== store && each.engine === 'sql' && tables.every((table) => each.tables.includes(table)),
  );
  const isOwnNew = sharers(map, keeping).length > 0 && !map.stores.some(({ name }) => name === own);
  return [
    ...(isOwnNew ? [{ store: own, isNew: true }] : []),
    ...there.map(({ name }) => ({ store: name, isNew: false })),
  ];
}

/** Its tables go along, with their rows. */
export function keepIn({ service: { name }, role }: Keeping, store: string, isNew: boolean): Command {
  const label = `Keep the tables of ${name} in ${isNew ? 'a store of its own' : store}`;
  const live = { verb: 'keep', target: name, sizes: { in: store, role } };
  return {
    ...change(label, { kind: 'keep', service: name, role, store }, live),
    id: `keep ${name} ${role} in ${store}`,
    group: 'Move',
    alias: `database split shared ${store}`,
    consequence: ({ frames }) => keepInWords(frames.getState().map, name),
  };
}

export function keepInWords(map: FleetMap | null, service: string): string {
  const process = map?.processes.find(({ services }) => services.includes(service))?.name ?? service;
  return `${process} stops, the rows are copied in half a second and half a millisecond a row, and ${process} starts again. Meanwhile it answers nobody.`;
}

export function keepsIn(map: FleetMap): Command[] {
  return map.services
    .flatMap(({ name }) => keepingsOf(map, name))
    .flatMap((keeping) => storesFor(map, keeping).map(({ store, isNew }) => keepIn(keeping, store, isNew)));
}
