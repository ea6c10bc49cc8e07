import type { Session } from '../session.ts';
import { openWork, saveWork } from '../work/saved-work.ts';
import type { WorkStorage } from '../work/saved-work.ts';
import type { Texts } from '../work/fleet-source.ts';
import type { Work } from '../work/work.ts';
import { isLesson, lessonIdOf, lessonRun } from './lesson-ids.ts';
import ids from 'virtual:lesson-ids';
import { nothingDone } from './progress.ts';
import { readProgressFile, writtenProgress } from './progress-file.ts';
import type { ProgressStore } from './progress-store.ts';

/** Where a person's progress and their edits are kept. */
export interface Kept {
  readonly progress: ProgressStore;
  readonly storage: WorkStorage | null;
}

/** All that somebody has done in lessons, with what they wrote, as a file. */
export function takenAlong({ progress, storage }: Kept): string {
  const edits = ids.map((id) => [id, editsOf(openWork(storage, lessonRun(id).fleet).work)] as const);
  return writtenProgress(progress.getState().lessons, Object.fromEntries(edits.filter(([, texts]) => hasAny(texts))));
}

export interface Brought {
  readonly said: string;
  /** Null where nothing was changed. */
  readonly undo: (() => void) | null;
}

/**
 * What was done there is done here. What was written there waits to be deployed, for a file can be anybody's; where something
 * else was written here, the lesson that was looked at last decides. All of it can be undone.
 */
export function bringProgress(
  text: string,
  { progress, storage }: Kept,
  session: Pick<Session, 'work' | 'actor'>,
): Brought {
  const read = readProgressFile(text);
  if (!read.ok) return { said: `${read.why}. Nothing was brought.`, undo: null };
  const { lessons, edits } = read.file;
  const before = progress.getState().lessons;
  const replaced = new Map<string, Work>();
  let kept = 0;
  for (const [id, texts] of Object.entries(edits)) {
    const { fleet } = lessonRun(id);
    const { work } = openWork(storage, fleet);
    const mine = editsOf(work);
    if (!isLesson(id) || !hasAny(texts) || isSame(mine, texts)) continue;
    const isMineNewer = (before[id] ?? nothingDone).openedAtMs > (lessons[id] ?? nothingDone).openedAtMs;
    if (hasAny(mine) && isMineNewer) kept++;
    else if (saveWork(storage, fleet, { drafts: texts, deployed: {}, trial: 'none' })) replaced.set(fleet, work);
  }
  progress.merge(lessons);
  beginAnew([...replaced.keys()], session);
  const undo = (): void => {
    progress.replace(before);
    for (const [fleet, work] of replaced) saveWork(storage, fleet, work);
    beginAnew([...replaced.keys()], session);
  };
  return { said: saidOf(Object.keys(lessons).length, replaced.size, kept), undo };
}

function saidOf(lessons: number, brought: number, kept: number): string {
  const edits = brought > 0 ? `, and your code of ${counted(brought)}` : '';
  const ours = kept > 0 ? ` Your code here is newer in ${counted(kept)}, and was left as it is.` : '';
  return `Progress of ${counted(lessons)} was brought${edits}.${ours}`;
}

const counted = (lessons: number): string => `${lessons} lesson${lessons === 1 ? '' : 's'}`;

/** The fleet that runs along holds what was written before. */
function beginAnew(fleets: readonly string[], { work, actor }: Pick<Session, 'work' | 'actor'>): void {
  const { fleet } = actor.getSnapshot().context.run;
  if (lessonIdOf(fleet) === null || !fleets.includes(fleet)) return;
  work.close();
  actor.send({ type: 'start over' });
}

function editsOf({ deployed, drafts }: Work): Texts {
  return { ...deployed, ...drafts };
}

function hasAny(texts: Texts): boolean {
  return Object.keys(texts).length > 0;
}

function isSame(one: Texts, other: Texts): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
