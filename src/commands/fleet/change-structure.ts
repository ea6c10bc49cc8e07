import type { EditedFields, FleetEdit, RemovableKind } from '../../../simulator/index.ts';
import { focusPane } from '../../browser/focus-pane.ts';
import type { Addable } from '../../session/stores/editing-store.ts';
import type { Deed, Session } from '../../session/session.ts';
import { editFleet, redoEdit, undoEdit } from '../../session/work/edit-fleet.ts';
import { hasFleet, looksBack } from '../command.ts';
import type { Command } from '../command.ts';

export function change(label: string, edit: FleetEdit, live?: Deed): Command {
  return {
    id: `change ${JSON.stringify(edit)}`,
    label,
    group: 'Fleet',
    keys: [],
    isPossible: (session) => hasFleet(session) && !session.editing.getState().isBusy,
    run: (session) => void editFleet(session, { label, edit, ...(live && { live }) }),
  };
}

export type Addition = Extract<FleetEdit, { readonly kind: `add ${string}` }>;

export function add(edit: Addition): Command {
  return change(`Add ${edit.name}`, edit);
}

export function connect(from: string, to: string): Command {
  return { ...change(`Connect ${from} to ${to}`, { kind: 'connect', from, to }), alias: 'link call use' };
}

export function disconnect(from: string, to: string): Command {
  return change(`Disconnect ${from} from ${to}`, { kind: 'disconnect', from, to });
}

export function remove(what: RemovableKind, name: string): Command {
  return change(`Remove ${name}`, { kind: 'remove', what, name });
}

export function scale(process: string, replicas: number): Command {
  const edit = { kind: 'set process', name: process, fields: { replicas } } as const;
  return change(`Scale ${process} to ${replicas}`, edit, { verb: 'scale', target: process, sizes: { replicas } });
}

/** `fields` as the file writes them, `sizes` as the running fleet takes them. */
export function setLink(from: string, to: string, fields: EditedFields, sizes: Deed['sizes']): Command {
  const label = `Set ${Object.keys(fields).join(', ')} of ${from} → ${to}`;
  const live = { verb: 'set', target: `${from} -> ${to}`, sizes: sizes ?? {} };
  return change(label, { kind: 'set link', from, to, fields }, live);
}

const kinds: readonly Addable[] = ['service', 'store', 'broker', 'topic', 'traffic'];

/** Leads to the form. */
export const addSomething: readonly Command[] = kinds.map((kind) => ({
  id: `add-${kind}`,
  label: `Add ${kind === 'traffic' ? 'traffic' : `a ${kind}`}`,
  group: 'Fleet',
  keys: [],
  alias: 'new create',
  isPossible: hasFleet,
  run: ({ selection, screen, editing }) => {
    editing.setState({ adding: kind });
    selection.select(null);
    screen.setState({ inspectorOpen: true, pane: 'inspector' });
    focusPane('inspector');
  },
}));

export const undoChange: Command = {
  id: 'undo-change',
  label: 'Undo the last change of the fleet',
  group: 'Fleet',
  keys: [],
  alias: 'edit back structure',
  isPossible: (session) => isHere(session, session.editing.getState().past.at(-1)?.fleet) && !looksBack(session),
  run: undoEdit,
};

export const redoChange: Command = {
  id: 'redo-change',
  label: 'Do the undone change again',
  group: 'Fleet',
  keys: [],
  alias: 'edit redo structure',
  isPossible: (session) => isHere(session, session.editing.getState().future[0]?.fleet),
  run: redoEdit,
};

function isHere({ work }: Session, fleet: string | undefined): boolean {
  return fleet !== undefined && fleet === work.getState().source?.id;
}
