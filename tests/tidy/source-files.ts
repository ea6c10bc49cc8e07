import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Every file that is in git or would be: what .gitignore leaves. Works in a copy without git as well. */
export function sourceFiles(folder = ''): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.name !== '.git' && !isIgnored(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? sourceFiles(path) : [path];
    })
    .sort();
}

export function readSource(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

const ignored = readSource('.gitignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Knows the two shapes our .gitignore has, and refuses others rather than read them wrongly. */
function isIgnored(name: string): boolean {
  return ignored.some((pattern) => {
    if (/^[\w.-]+\/?$/.test(pattern)) return name === pattern.replace('/', '');
    if (/^\*\.\w+$/.test(pattern)) return name.endsWith(pattern.slice(1));
    throw new Error(`.gitignore: teach tests/tidy/source-files.ts to read "${pattern}"`);
  });
}
