import ids from 'virtual:lesson-ids';
import type { RunSeed } from '../run-seed.ts';

const prefix = 'lesson-';

export function isLesson(id: string): boolean {
  return ids.includes(id);
}

/** The first of the course, once it is there. */
export const firstLesson = ids.find((id) => id.startsWith('01-')) ?? null;

/** The id of the lesson whose fleet this is; null where it is of none. */
export function lessonIdOf(fleet: string): string | null {
  const id = fleet.startsWith(prefix) ? fleet.slice(prefix.length) : '';
  return isLesson(id) ? id : null;
}

/** Everybody begins a lesson with the same run. */
export function lessonRun(id: string): RunSeed {
  return { fleet: prefix + id, seed: '7', isQuiet: false };
}
