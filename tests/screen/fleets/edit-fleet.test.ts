import { expect, test } from 'vitest';
import type { FleetMap } from '../../../simulator/index.ts';
import { undoChange } from '../../../src/commands/fleet/change-structure.ts';
import type { Deed, Session } from '../../../src/session/session.ts';
import { createEditingStore } from '../../../src/session/stores/editing-store.ts';
import { createFrameStore } from '../../../src/session/stores/frame-store.ts';
import { editFleet, redoEdit, undoEdit } from '../../../src/session/work/edit-fleet.ts';
import { WorkStore } from '../../../src/session/work/work-store.ts';

const live: Deed = { verb: 'scale', target: 'pot', sizes: { replicas: 3 } };

/** A fleet file whose lines somebody adds on the chart; every change of the running fleet has the number 1. */
function fleet({ looksBack = false } = {}) {
  const work = new WorkStore(null);
  work.open({ id: 'tea', title: 'Tea', entry: 'tea.yaml', files: { 'tea.yaml': 'tea\n' }, by: 'flotilla' });
  const frames = createFrameStore();
  const editing = createEditingStore();
  const undone: number[] = [];
  const begins = (): void => {
    frames.clear();
    frames.setState({ map: {} as FleetMap });
  };
  begins();
  const session = {
    ...{ work, frames, editing },
    actor: { send: begins, getSnapshot: () => ({ matches: () => looksBack }) },
    attempt: () => Promise.resolve({ ok: true, id: 1 }),
    undo: (id: number) => undone.push(id),
  } as unknown as Session;
  const change = (label: string, made: Record<string, string> = {}, deed: Deed | null = live) => {
    const rewrite: Session['rewrite'] = ({ files }) =>
      Promise.resolve({ ok: true, texts: { 'tea.yaml': `${files['tea.yaml']}${label}\n`, ...made } });
    const edit = { kind: 'set process', name: 'pot', fields: {} } as const;
    return editFleet({ ...session, rewrite }, { label, edit, ...(deed && { live: deed }) });
  };
  const said = (): string => editing.getState().said;
  return { session, work, editing, undone, begins, change, said };
}

test('a change is undone where it was done: in the file, and in the running fleet by its number', async () => {
  const { session, work, undone, change, said } = fleet();
  await change('scale');
  undoEdit(session);
  expect([work.atWork('tea.yaml'), undone, said()]).toEqual(['tea\n', [1], 'Undone: scale.']);
});

test('what somebody wrote into the fleet file since is not lost by an undo, and words say why nothing is undone', async () => {
  const { session, work, editing, undone, change, said } = fleet();
  await change('scale');
  work.deploy({ 'tea.yaml': 'tea\nscale\nby hand\n' });
  undoEdit(session);
  expect(work.atWork('tea.yaml')).toBe('tea\nscale\nby hand\n');
  expect(undone).toEqual([]);
  expect(said()).toBe(
    'scale: not undone, since tea.yaml was changed after it, and that would be lost. Change it there by hand.',
  );
  expect(editing.getState().past).toHaveLength(1);
});

test('nor is it lost where a change is done again', async () => {
  const { session, work, change, said } = fleet();
  await change('scale');
  undoEdit(session);
  work.deploy({ 'tea.yaml': 'tea\nby hand\n' });
  redoEdit(session);
  expect(work.atWork('tea.yaml')).toBe('tea\nby hand\n');
  expect(said()).toMatch(/^scale: not done again, since tea\.yaml was changed after it/);
});

test('a file that came with a change and was written into stays, whether the change is undone or done again', async () => {
  const { session, work, change } = fleet();
  await change('add cup', { 'cup.ts': 'empty' }, null);
  work.deploy({ 'cup.ts': 'full' });
  undoEdit(session);
  expect([work.atWork('tea.yaml'), work.atWork('cup.ts')]).toEqual(['tea\n', 'full']);
  redoEdit(session);
  expect([work.atWork('tea.yaml'), work.atWork('cup.ts')]).toEqual(['tea\nadd cup\n', 'full']);
});

test('a change of a run that is over is undone by a start without it, and not by a number of the run that is there', async () => {
  const { session, work, undone, begins, change, said } = fleet();
  await change('scale');
  begins();
  undoEdit(session);
  expect(work.atWork('tea.yaml')).toBe('tea\n');
  expect(undone).toEqual([]);
  expect(said()).toBe('Undone: scale: the run began anew, with the same seed.');
});

test('two changes of a running fleet are undone one after the other, and after another start by a start', async () => {
  const { session, undone, begins, change } = fleet();
  await change('scale');
  await change('set');
  undoEdit(session);
  expect(undone).toEqual([1]);
  begins();
  undoEdit(session);
  expect(undone).toEqual([1]);
});

test('while somebody looks back nothing is undone, since nothing can be done to the running fleet then', async () => {
  const now = fleet();
  await now.change('scale');
  expect(undoChange.isPossible(now.session)).toBe(true);
  const then = fleet({ looksBack: true });
  await then.change('scale');
  expect(undoChange.isPossible(then.session)).toBe(false);
});
