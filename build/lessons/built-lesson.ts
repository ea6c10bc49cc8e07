import path from 'node:path';
import { lessonFolders } from '../../simulator/cli/lesson/lesson-folder.ts';
import { formatFleetError } from '../../simulator/fleet/fleet-error.ts';
import { makeReady } from '../../simulator/fleet/ready/make-ready.ts';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { lessonData } from '../../simulator/lesson/lesson-data.ts';
import { loadLesson } from '../../simulator/lesson/load-lesson.ts';
import type { ReadyFleet } from '../../simulator/fleet/ready/ready-fleet.ts';
import type { CompiledChecks } from '../../simulator/lesson/checks/read-checks.ts';
import type { LessonFolder } from '../../simulator/lesson/lesson-files.ts';
import type { LessonData } from '../../simulator/lesson/lesson.ts';

/** A lesson as the page takes it along. */
export interface BuiltLesson {
  readonly data: LessonData;
  readonly checks: CompiledChecks;
  /** Its start, read and compiled. */
  readonly ready: ReadyFleet;
}

export type BuildResult =
  | { readonly ok: true; readonly built: BuiltLesson }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** By the name of its folder. Made once, until somebody changes it. */
const results = new Map<string, BuildResult>();

export function lessonIds(): string[] {
  return lessonFolders([]).map(({ path: folder }) => path.posix.basename(folder));
}

export function builtLesson(id: string): BuildResult {
  const known = results.get(id);
  if (known) return known;
  const [folder] = lessonFolders([id]);
  const result = built(folder!);
  results.set(id, result);
  return result;
}

/** Somebody changed it; null for everything, where what all lessons share was changed. */
export function forgetLesson(id: string | null): void {
  if (id === null) results.clear();
  else results.delete(id);
}

function built(folder: LessonFolder): BuildResult {
  const loaded = loadLesson(folder, createRealm({}));
  if (!loaded.ok) return { ok: false, mistakes: loaded.errors.map(formatFleetError) };
  // As a page has it: the fleet file at the top, the shop beside it, and what it extends where it says.
  const readFile = (file: string): string | null =>
    folder.readFile(path.posix.join(folder.path, file)) ??
    (file.startsWith('..') ? null : folder.readFile(path.posix.join(folder.path, '../shop', file)));
  const made = makeReady({ path: 'fleet.yaml', readFile });
  if (!made.ok) return { ok: false, mistakes: made.errors.map(formatFleetError) };
  const data = lessonData(folder, loaded.loaded);
  return { ok: true, built: { data, checks: loaded.loaded.compiledChecks, ready: made.ready } };
}
