import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';
import { linkKey } from './links.ts';
import type { Editing } from './editing.ts';

type LinkSet = Extract<FleetEdit, { readonly kind: 'set link' }>;
type ProcessSet = Extract<FleetEdit, { readonly kind: 'set process' }>;

export function linkSet({ from, to, fields }: LinkSet, editing: Editing): void {
  setFields(['links', linkKey(from, to, editing)], fields, editing);
}

export function processSet({ name, fields }: ProcessSet, editing: Editing): void {
  setFields(['processes', name], fields, editing);
}

function setFields(path: readonly string[], fields: LinkSet['fields'], { document, inherits }: Editing): void {
  for (const [field, value] of Object.entries(fields)) {
    const place = [...path, field];
    if (value !== null) document.set(place, value);
    else if (inherits(place)) document.set(place, null);
    else if (document.has(place)) document.remove(place);
  }
}
