import { lessons } from 'virtual:lessons';
import type { LessonEntry } from 'virtual:lessons';
import type { RunSeed } from '../run-seed.ts';

export { lessons };
export type { LessonEntry };

const prefix = 'lesson-';

export function lessonNamed(id: string): LessonEntry | null {
  return lessons.find((lesson) => lesson.id === id) ?? null;
}

/** The lesson whose fleet this is. */
export function lessonOf(fleet: string): LessonEntry | null {
  return fleet.startsWith(prefix) ? lessonNamed(fleet.slice(prefix.length)) : null;
}

/** Everybody begins a lesson with the same run. */
export function lessonRun(id: string): RunSeed {
  return { fleet: prefix + id, seed: '7', isQuiet: false };
}

/** `12` of `12-circuit-breaker`. */
export function numberOf({ id }: LessonEntry): number {
  return Number.parseInt(id, 10);
}

export function lessonAfter(id: string): LessonEntry | null {
  const here = lessons.findIndex((lesson) => lesson.id === id);
  return here < 0 ? null : (lessons[here + 1] ?? null);
}
