import { folderOf, isRelativePath, joinedPath, relativePathExpected } from '../code/file-path.ts';
import type { ReadFile } from '../code/source-tree.ts';
import type { Problems } from '../fleet-error.ts';
import type { Place } from './place.ts';
import { entryOf } from './read-fields.ts';
import { readYaml } from './read-yaml.ts';
import { isNothing, quoted, shown } from './yaml-value.ts';
import type { YamlEntry, YamlMapping, YamlValue } from './yaml-value.ts';

export interface ExtendedDocument {
  readonly root: YamlMapping;
  /** Folders of the file and of those it extends, nearest first. */
  readonly folders: readonly string[];
}

const extendsMax = 8;

/** Reads a fleet file and whatever it extends, as one document in which every part knows the file it came from. */
export function readExtended(path: string, readFile: ReadFile, problems: Problems): ExtendedDocument | null {
  const documents: YamlMapping[] = [];
  const paths: string[] = [];
  let next: { path: string; at: Place } | null = { path: joinedPath('', path), at: { file: path, line: 1, column: 1 } };
  while (next !== null) {
    if (!mayExtend(paths, next.path, next.at, problems)) return null;
    const document = readMapping(next.path, paths.length === 0 ? path : next.path, next.at, readFile, problems);
    if (document === null) return null;
    documents.push(document);
    paths.push(next.path);
    next = extended(document, next.path, problems);
  }
  // From the furthest on: what a file takes away must not come back from a file further up.
  const root = documents.reduceRight((parent, child) => merged(child, parent, []));
  return { root, folders: paths.map(folderOf) };
}

function mayExtend(before: readonly string[], path: string, at: Place, problems: Problems): boolean {
  if (before.includes(path)) {
    const circle = [...before.slice(before.indexOf(path)), path].join(' -> ');
    problems.add(at, 'extends', `a circle, ${circle}`, 'files that do not extend one another in a circle');
    return false;
  }
  if (before.length <= extendsMax) return true;
  problems.add(at, 'extends', 'a longer chain of files', `at most ${extendsMax} files that extend one another`);
  return false;
}

function readMapping(
  path: string,
  shownPath: string,
  at: Place,
  readFile: ReadFile,
  problems: Problems,
): YamlMapping | null {
  const text = readFile(path);
  if (text === null) {
    const subject = at.file === shownPath ? '' : 'extends';
    problems.add(at, subject, `${quoted(path)}, where no file is`, 'the path of a fleet file');
    return null;
  }
  const document = readYaml(shownPath, text, problems);
  if (document === null) return null;
  if (document.kind === 'mapping') return document;
  problems.add(document.at, '', shown(document), 'a mapping with services');
  return null;
}

function extended(document: YamlMapping, path: string, problems: Problems): { path: string; at: Place } | null {
  const value = entryOf(document, 'extends')?.value;
  if (value === undefined || isNothing(value)) return null;
  if (value.kind !== 'scalar') problems.add(value.at, 'extends', shown(value), 'the path of one fleet file');
  else if (!isRelativePath(value.text)) problems.add(value.at, 'extends', quoted(value.text), relativePathExpected);
  else return { path: joinedPath(folderOf(path), value.text), at: value.at };
  return null;
}

/**
 * The child laid over the parent: mappings entry by entry, everything else replaced, and `null` takes away what the
 * parent has. `orders:` with nothing behind it stays a service in short form where the parent has none of that name.
 */
function merged(child: YamlMapping, parent: YamlMapping, path: readonly string[]): YamlMapping {
  const own = new Map(child.entries.map((entry) => [entry.key, entry]));
  const entries: YamlEntry[] = [];
  for (const inherited of parent.entries) {
    const mine = own.get(inherited.key);
    own.delete(inherited.key);
    if (path.length === 0 && (inherited.key === 'extends' || inherited.key.startsWith('x-'))) {
      if (mine !== undefined) entries.push(mine);
    } else if (mine === undefined) entries.push(inherited);
    else if (!isNothing(mine.value)) {
      entries.push({ ...mine, value: mergedValue(mine.value, inherited.value, [...path, mine.key]) });
    }
  }
  return { kind: 'mapping', entries: [...entries, ...own.values()], at: child.at };
}

function mergedValue(mine: YamlValue, inherited: YamlValue, path: readonly string[]): YamlValue {
  if (mine.kind !== 'mapping' || inherited.kind !== 'mapping') return mine;
  return isOneValue(path) ? mine : merged(mine, inherited, path);
}

/** A request's body, and where a truth looks: half of one and half of another is neither. */
function isOneValue([section, , field, ...deeper]: readonly string[]): boolean {
  if (deeper.length > 0) return false;
  return (section === 'traffic' && field === 'body') || (section === 'truths' && field !== undefined);
}
