import type { SizeKind } from '../action-shapes.ts';
import { isRelativePath, normalisedPath, relativePathExpected } from '../code/file-path.ts';
import { joined, readFields } from '../document/read-fields.ts';
import type { Reader } from '../document/read-fields.ts';
import { number, oneOf, text, wholeNumber } from '../document/readers.ts';
import { quoted, shown } from '../document/yaml-value.ts';
import type { YamlEntry, YamlValue } from '../document/yaml-value.ts';
import type { Problems } from '../fleet-error.ts';
import { parseName } from '../grammar/names.ts';
import { arrivals } from '../sections/fields/arrivals-field.ts';
import { limits } from '../sections/defaults.ts';
import { positiveDuration, positiveSize, share, signedDuration } from '../sections/fields/value-readers.ts';

/** Gives the text of a file named by a script, by its path relative to the fleet file. */
export type ReadSource = (path: string) => string | null;

const sourcePath: Reader<string> = (value, path, problems) => {
  const written = text(value, path, problems);
  if (written === undefined || isRelativePath(written)) return written && normalisedPath(written);
  problems.add(value.at, path, quoted(written), relativePathExpected);
  return undefined;
};

const plainName: Reader<string> = (value, path, problems) => {
  const written = text(value, path, problems);
  const name = written === undefined ? null : parseName(written);
  if (name === null || name.ok) return written;
  problems.add(value.at, path, quoted(written!), name.expected);
  return undefined;
};

const readers: Readonly<Record<Exclude<SizeKind, 'files'>, Reader<unknown>>> = {
  duration: positiveDuration,
  'signed duration': signedDuration,
  share,
  bytes: positiveSize,
  arrivals,
  factor: number(0.01, 100_000),
  cores: number(0.1, limits.cores),
  count: wholeNumber(1, limits.slots),
  replicas: wholeNumber(0, limits.replicas),
  status: wholeNumber(400, 599),
  'partition mode': oneOf('silent', 'refused'),
  direction: oneOf('there', 'back', 'both'),
  file: sourcePath,
  process: plainName,
  store: plainName,
  role: text,
  version: text,
};

export function sizeReader(kind: SizeKind, readSource: ReadSource | null): Reader<unknown> {
  return kind === 'files' ? filesReader(readSource) : readers[kind];
}

/**
 * `{ services/orders.ts: versions/orders.ts }`, or the text itself: `{ services/orders.ts: { text: "..." } }`.
 * `[services/orders.ts]` where the new text lies at the very path that it is for.
 */
function filesReader(readSource: ReadSource | null): Reader<Record<string, string>> {
  return (value, path, problems) => {
    const entries = value.kind === 'mapping' ? value.entries : value.kind === 'list' ? entriesOf(value.items) : [];
    if (entries.length === 0) {
      const expected = 'a mapping from files of the service to files with their new text';
      problems.add(value.at, path, shown(value), expected);
      return undefined;
    }
    const files: [string, string][] = [];
    for (const entry of entries) {
      const source = newText(entry, joined(path, entry.key), readSource, problems);
      if (!isRelativePath(entry.key)) problems.add(entry.keyAt, path, quoted(entry.key), relativePathExpected);
      else if (source !== undefined) files.push([normalisedPath(entry.key), source]);
    }
    return Object.fromEntries(files);
  };
}

function entriesOf(items: readonly YamlValue[]): YamlEntry[] {
  return items.map((item) => ({ key: item.kind === 'scalar' ? item.text : '', keyAt: item.at, value: item }));
}

function newText(
  entry: YamlEntry,
  path: string,
  readSource: ReadSource | null,
  problems: Problems,
): string | undefined {
  if (entry.value.kind === 'mapping') {
    const given = readFields(entry.value, path, problems, { text }).text;
    if (given === undefined && entry.value.entries.length === 0) {
      problems.add(entry.value.at, path, 'an empty mapping', 'text: the new text of the file');
    }
    return given;
  }
  const named = sourcePath(entry.value, path, problems);
  if (named === undefined) return undefined;
  const source = readSource === null ? null : readSource(named);
  if (source !== null) return source;
  problems.add(entry.value.at, path, `${quoted(named)}, where no file is`, 'the path of a file with the new text');
  return undefined;
}
