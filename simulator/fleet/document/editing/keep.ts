import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';
import { storeFor } from '../../changes/keep.ts';
import { writtenDistribution } from '../../grammar/written.ts';
import { sqlStoreOf } from '../../code/own-tables.ts';
import { Unwilling } from './editing.ts';
import type { Editing } from './editing.ts';

type Keep = Extract<FleetEdit, { readonly kind: 'keep' }>;

/** A store that is new is made of those files of the other that are about the service's tables. */
export function kept({ service, role, store }: Keep, { fleet, document }: Editing): void {
  const known = fleet.services.find(({ name }) => name === service);
  const used = known && sqlStoreOf(fleet, known, role);
  if (!known || !used) throw new Unwilling(`${service} uses no SQL store as ${role}`);
  const made = storeFor(fleet, known, used.store, store);
  if (typeof made === 'string') throw new Unwilling(made);
  if (!fleet.stores.includes(made)) {
    const schema = made.scripts.map(({ path }) => path);
    document.set(['stores', store], { engine: 'sql', schema, latency: writtenDistribution(made.latency) });
  }
  document.set(['services', service, 'uses', role], store);
}
