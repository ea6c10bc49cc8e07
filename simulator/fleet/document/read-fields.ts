import type { Problems } from '../fleet-error.ts';
import { didYouMean } from './suggestion.ts';
import { isNothing, quoted, shown } from './yaml-value.ts';
import type { YamlEntry, YamlValue } from './yaml-value.ts';

/** Reads one value. undefined when it is wrong: the reason is then in `problems`. `path` is where it stands: `stores.cache.latency`. */
export type Reader<T> = (value: YamlValue, path: string, problems: Problems) => T | undefined;

type Readers = Readonly<Record<string, Reader<unknown>>>;
export type FieldsOf<R extends Readers> = { [Key in keyof R]?: R[Key] extends Reader<infer T> ? T : never };

export function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Reads a mapping of known fields. A field that is `null` counts as left out; a field nobody knows is an error. */
export function readFields<R extends Readers>(
  value: YamlValue,
  path: string,
  problems: Problems,
  readers: R,
): FieldsOf<R> {
  const fields: Record<string, unknown> = {};
  const names = Object.keys(readers);
  if (isNothing(value)) return fields as FieldsOf<R>;
  if (value.kind !== 'mapping') {
    problems.add(value.at, path, shown(value), `a mapping with ${listed(names, 'and')}`);
    return fields as FieldsOf<R>;
  }
  for (const entry of value.entries) {
    const reader = Object.hasOwn(readers, entry.key) ? readers[entry.key] : undefined;
    if (reader === undefined) {
      unknownField(entry, path, names, problems);
      continue;
    }
    if (isNothing(entry.value)) continue;
    const read = reader(entry.value, joined(path, entry.key), problems);
    if (read !== undefined) fields[entry.key] = read;
  }
  return fields as FieldsOf<R>;
}

function unknownField(entry: YamlEntry, path: string, names: readonly string[], problems: Problems): void {
  if (problems.full) return;
  const expected = `${names.length > 1 ? 'one of ' : ''}${listed(names, 'or')}${didYouMean(entry.key, names)}`;
  problems.add(entry.keyAt, path, `unknown field ${quoted(entry.key)}`, expected);
}

export function entryOf(value: YamlValue, name: string): YamlEntry | undefined {
  return value.kind === 'mapping' ? value.entries.find((entry) => entry.key === name) : undefined;
}

/** The entries of a mapping whose keys are names of the author's own; nothing counts as none. */
export function entriesOf(value: YamlValue, path: string, what: string, problems: Problems): readonly YamlEntry[] {
  if (value.kind === 'mapping') return value.entries;
  if (!isNothing(value)) problems.add(value.at, path, shown(value), `a mapping of ${what}`);
  return [];
}

export function listed(names: readonly string[], word: 'and' | 'or'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]}`;
}
