import { lessons } from 'virtual:lessons';
import type { LessonEntry } from 'virtual:lessons';

export { lessons };
export type { LessonEntry };

export function lessonNamed(id: string): LessonEntry | null {
  return lessons.find((lesson) => lesson.id === id) ?? null;
}

/** `12` of `12-circuit-breaker`. */
export function numberOf({ id }: Pick<LessonEntry, 'id'>): number {
  return Number.parseInt(id, 10);
}

export function lessonAfter(id: string): LessonEntry | null {
  const here = lessons.findIndex((lesson) => lesson.id === id);
  return here < 0 ? null : (lessons[here + 1] ?? null);
}
