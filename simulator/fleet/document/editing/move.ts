import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';
import { take } from './take.ts';
import type { Editing } from './editing.ts';

type Move = Extract<FleetEdit, { readonly kind: 'move' }>;

/** Who holds what is written where it is not what the names say by themselves. */
export function moved({ services, to }: Move, editing: Editing): void {
  const { fleet, document } = editing;
  for (const process of fleet.processes) {
    const staying = process.services.filter((name) => !services.includes(name));
    if (process.name === to) document.set(['processes', to, 'services'], [...staying, ...services]);
    else if (staying.length === 0) leave(process.name, editing);
    else if (staying.length < process.services.length) document.set(['processes', process.name, 'services'], staying);
  }
  const isThere = fleet.processes.some(({ name }) => name === to);
  const isItsOwn = services.length === 1 && services[0] === to;
  if (!isThere && !isItsOwn) document.set(['processes', to, 'services'], services);
}

function leave(process: string, editing: Editing): void {
  const place = ['processes', process];
  if (editing.document.has(place) || editing.inherits(place)) take(place, editing);
}
