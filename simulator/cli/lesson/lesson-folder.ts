import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../options.ts';
import type { LessonFolder } from '../../lesson/lesson-files.ts';

const lessonsFolder = 'lessons';

/** The folders of the lessons that were named, by path or by name; of all, where none was. */
export function lessonFolders(named: readonly string[]): LessonFolder[] {
  if (named.length > 0) return named.map((name) => lessonFolder(placeOf(name)));
  if (!existsSync(lessonsFolder)) throw new UsageError(`no folder ${lessonsFolder} here; name the folder of a lesson`);
  return readdirSync(lessonsFolder)
    .filter((name) => existsSync(path.join(lessonsFolder, name, 'lesson.md')))
    .sort()
    .map((name) => lessonFolder(path.join(lessonsFolder, name)));
}

function placeOf(name: string): string {
  for (const place of [name, path.join(lessonsFolder, name)]) {
    if (existsSync(place) && statSync(place).isDirectory()) return place;
  }
  throw new UsageError(`${name}: no such folder, here or in ${lessonsFolder}`);
}

function lessonFolder(place: string): LessonFolder {
  const files = readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => withSlashes(path.relative(place, path.join(entry.parentPath, entry.name))))
    .sort();
  return { path: withSlashes(place).replace(/\/+$/, ''), files, readFile };
}

const withSlashes = (file: string): string => file.split(path.sep).join('/');

const readFile = (file: string): string | null =>
  existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
