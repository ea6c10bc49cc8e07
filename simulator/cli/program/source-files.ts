import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { relativeImportsOf } from '../../fleet/code/import-scan.ts';

/** A module of somebody's own with all that it imports by relative paths. */
export interface SourceFiles {
  /** A folder that holds them all: the working folder where that is possible. */
  readonly root: string;
  readonly entry: string;
  /** By path relative to the root. */
  readonly files: Readonly<Record<string, string>>;
}

export type ReadSource =
  | { readonly ok: true; readonly source: SourceFiles }
  | { readonly ok: false; readonly errors: readonly string[] };

const endings = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.json', '/index.ts', '/index.js'];

export function readSourceFiles(entry: string): ReadSource {
  const texts = new Map<string, string>();
  const errors: string[] = [];
  const waiting = [path.resolve(entry)];
  for (const file of waiting) {
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    if (file.endsWith('.json')) continue;
    for (const found of relativeImportsOf(text)) {
      const target = resolved(path.resolve(path.dirname(file), found.specifier));
      if (target !== null && !waiting.includes(target)) waiting.push(target);
      if (target === null && !found.typesOnly) {
        const place = `${shownPath(file)}:${found.line}:${found.column}`;
        errors.push(`${place} imports '${found.specifier}', where no file is`);
      }
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  const root = commonFolder([...texts.keys()]);
  const relative = (file: string): string => path.relative(root, file).replaceAll(path.sep, '/');
  const files = Object.fromEntries([...texts].map(([file, text]) => [relative(file), text]));
  return { ok: true, source: { root, entry: relative(waiting[0]!), files } };
}

/** As people name a file: from where they are, if it is below. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return (leadsOut(relative) ? file : relative).replaceAll(path.sep, '/');
}

const leadsOut = (relative: string): boolean => /^\.\.(?:[/\\]|$)/.test(relative);

function resolved(wanted: string): string | null {
  const candidates = [...endings.map((ending) => wanted + ending), wanted.replace(/\.([mc]?)js$/, '.$1ts')];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? null;
}

function commonFolder(files: readonly string[]): string {
  let folder = process.cwd();
  const holds = (file: string): boolean => !leadsOut(path.relative(folder, file));
  while (!files.every(holds) && folder !== path.dirname(folder)) folder = path.dirname(folder);
  return folder;
}
