import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { formatFleetError } from '../../simulator/fleet/fleet-error.ts';
import { loadLesson } from '../../simulator/lesson/load-lesson.ts';

const root = path.resolve(import.meta.dirname, '../..');
const lessons = readdirSync(path.join(root, 'lessons')).filter((name) =>
  existsSync(path.join(root, 'lessons', name, 'lesson.md')),
);

/** Proofs are a stage of their own; this says at once where a lesson has come apart. */
test.each(lessons)('%s can be read, and editors find the shop behind it', (name) => {
  const folder = path.join(root, 'lessons', name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  const readFile = (file: string): string | null => {
    const real = path.join(root, file);
    return existsSync(real) ? readFileSync(real, 'utf8') : null;
  };
  const result = loadLesson({ path: `lessons/${name}`, files, readFile }, createRealm({}));
  expect(result.ok ? [] : result.errors.map(formatFleetError)).toEqual([]);

  const settings = readFileSync(path.join(root, 'lessons/tsconfig.json'), 'utf8');
  for (const layer of ['', '/solution', '/ablation']) expect(settings).toContain(`"${name}${layer}"`);
});
