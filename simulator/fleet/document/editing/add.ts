import { newServiceCode } from './new-service.ts';
import { Unwilling } from './editing.ts';
import type { Editing } from './editing.ts';
import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';

type Addition = Extract<FleetEdit, { readonly kind: `add ${string}` }>;

export function added(edit: Addition, editing: Editing): void {
  const { document, fleet } = editing;
  switch (edit.kind) {
    case 'add service':
      free(edit.name, fleet.services, 'a service');
      return addService(edit, editing);
    case 'add store':
      free(edit.name, fleet.stores, 'a store');
      return document.set(['stores', edit.name], { engine: edit.engine, latency: '1ms' });
    case 'add broker':
      free(edit.name, fleet.brokers, 'a broker');
      return document.set(['brokers', edit.name], { engine: 'log', latency: '2ms' });
    case 'add topic': {
      const broker = fleet.brokers.find(({ name }) => name === edit.broker);
      free(edit.name, broker?.topics ?? [], 'a topic');
      return document.set(['brokers', edit.broker, 'topics', edit.name], { partitions: edit.partitions });
    }
    case 'add traffic':
      free(edit.name, fleet.traffic, 'traffic');
      return document.set(['traffic', edit.name], { to: edit.to, request: edit.request, rate: edit.rate });
  }
}

function addService({ name, body }: Extract<Addition, { kind: 'add service' }>, editing: Editing): void {
  if (body === 'model') return editing.document.set(['services', name], { model: { latency: '5ms' } });
  editing.document.set(['services', name], {});
  const path = `services/${name}.ts`;
  // Code that lies there already is taken as it is.
  if (!editing.hasFile(path)) editing.files[path] = newServiceCode(name);
}

/** Else it would be written over. */
function free(name: string, there: readonly { readonly name: string }[], what: string): void {
  if (there.some((each) => each.name === name)) throw new Unwilling(`there is ${what} called ${name} already`);
}
