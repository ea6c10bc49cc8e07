import type { FleetEdit, Rewritten } from '../../../simulator/index.ts';
import type { Deed, Session } from '../session.ts';
import type { EditStep } from '../stores/editing-store.ts';
import type { Texts } from './fleet-source.ts';

interface Change {
  readonly label: string;
  readonly edit: FleetEdit;
  /** The same, done to the running fleet; where it cannot be, the run begins anew with the same seed. */
  readonly live?: Deed;
}

/** The fleet file is the truth: whatever is changed on the chart is written there, and runs from there. */
export async function editFleet(session: Session, { label, edit, live }: Change): Promise<void> {
  const { work, editing } = session;
  const source = work.asLeft();
  if (!source || editing.getState().isBusy) return;
  editing.setState({ isBusy: true, said: '', mistakes: [] });
  try {
    const rewritten = await session.rewrite(source, edit);
    if (!rewritten?.ok) return refuse(session, label, rewritten);
    const acted = live ? await session.attempt(live) : null;
    const changeId = acted?.ok === true ? acted.id : null;
    const step: EditStep = {
      label,
      fleet: source.id,
      before: textsBefore(session, rewritten.texts),
      after: rewritten.texts,
      changeId,
    };
    work.deploy(rewritten.texts);
    editing.setState(({ past }) => ({ past: [...past, step], future: [] }));
    if (changeId !== null) forgetWithRun(session);
    if (acted?.ok === true)
      editing.setState({ said: `${label}: done to the running fleet, and written into its file.` });
    else beginAnew(session, label);
  } finally {
    editing.setState({ isBusy: false });
  }
}

export function undoEdit(session: Session): void {
  const { past } = session.editing.getState();
  const step = past.at(-1);
  if (!step || step.fleet !== session.work.getState().source?.id) return;
  const other = changedSince(session, step, step.after);
  if (other !== undefined) return refuseOver(session, `${step.label}: not undone`, other);
  session.work.deploy(step.before);
  session.work.unmake(Object.fromEntries(Object.entries(step.after).filter(([path]) => !(path in step.before))));
  session.editing.setState(({ future }) => ({
    past: past.slice(0, -1),
    future: [{ ...step, changeId: null }, ...future],
    mistakes: [],
  }));
  if (step.changeId === null) return beginAnew(session, `Undone: ${step.label}`);
  session.undo(step.changeId);
  session.editing.setState({ said: `Undone: ${step.label}.` });
}

export function redoEdit(session: Session): void {
  const [step, ...future] = session.editing.getState().future;
  if (!step || step.fleet !== session.work.getState().source?.id) return;
  const { work } = session;
  const other = changedSince(session, step, step.before);
  if (other !== undefined) return refuseOver(session, `${step.label}: not done again`, other);
  // Files that came with it and are there still are those that somebody wrote into.
  const isDue = (path: string): boolean => path in step.before || work.atWork(path) === null;
  work.deploy(Object.fromEntries(Object.entries(step.after).filter(([path]) => isDue(path))));
  session.editing.setState(({ past }) => ({ past: [...past, step], future, mistakes: [] }));
  beginAnew(session, `Done again: ${step.label}`);
}

function beginAnew({ actor, editing }: Session, label: string): void {
  editing.setState({ said: `${label}: the run began anew, with the same seed.` });
  actor.send({ type: 'start over' });
}

/** In another run its number is that of something else: a change of a run that is gone is undone by a start without it. */
function forgetWithRun({ frames, editing }: Session): void {
  const stop = frames.subscribe(({ map }) => {
    if (map !== null) return;
    stop();
    editing.setState(({ past }) => ({ past: past.map((step) => ({ ...step, changeId: null })) }));
  });
}

/** A file that the step would put back, and that is not as the step left it any more. */
function changedSince({ work }: Session, { before }: EditStep, left: Texts): string | undefined {
  return Object.keys(before).find((path) => work.atWork(path) !== left[path]);
}

function refuseOver({ editing }: Session, what: string, path: string): void {
  const why = `since ${path} was changed after it, and that would be lost`;
  editing.setState({ said: `${what}, ${why}. Change it there by hand.`, mistakes: [] });
}

function refuse({ editing }: Session, label: string, rewritten: Rewritten | null): void {
  const why = rewritten === null ? 'there is no engine to ask' : 'the fleet file would not load';
  const mistakes = rewritten?.ok === false ? rewritten.mistakes : [];
  editing.setState({ said: `${label}: not done, ${why}.`, mistakes });
}

function textsBefore({ work }: Session, texts: Texts): Texts {
  const known = Object.keys(texts).map((path) => [path, work.atWork(path)] as const);
  return Object.fromEntries(known.filter((entry): entry is [string, string] => entry[1] !== null));
}
