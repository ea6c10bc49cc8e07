import { createRealm } from '../../simulator/hosts/realm.ts';
import { formatFleetError } from '../../simulator/fleet/fleet-error.ts';
import { loadLesson } from '../../simulator/lesson/load-lesson.ts';
import type { LessonResult } from '../../simulator/lesson/load-lesson.ts';
import type { LessonFolder } from '../../simulator/lesson/lesson-files.ts';

export type Files = Readonly<Record<string, string>>;

/** A lesson's folder out of texts. */
function folderOf(files: Files, path = 'lessons/99-test'): LessonFolder {
  return {
    path,
    files: Object.keys(files),
    readFile: (file) => (file.startsWith(`${path}/`) ? (files[file.slice(path.length + 1)] ?? null) : null),
  };
}

export function lessonOf(files: Files): LessonResult {
  return loadLesson(folderOf(files), createRealm({}));
}

/** As the command line prints them; none where the lesson is fine. */
export function mistakesIn(files: Files): string[] {
  const result = lessonOf(files);
  return result.ok ? [] : result.errors.map(formatFleetError);
}

/** The same files with one text in one of them exchanged for another. */
export function changed(files: Files, file: string, from: string | RegExp, to: string): Files {
  const text = files[file];
  if (text === undefined) throw new Error(`no file ${file}`);
  const after = text.replace(from, to);
  if (after === text) throw new Error(`${file} does not have ${String(from)}`);
  return { ...files, [file]: after };
}

export function without(files: Files, ...paths: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}
