import type { Place } from '../../document/place.ts';
import { entriesOf, joined } from '../../document/read-fields.ts';
import { quoted } from '../../document/yaml-value.ts';
import type { YamlValue } from '../../document/yaml-value.ts';
import type { Problems } from '../../fleet-error.ts';
import { parseName } from '../../grammar/names.ts';
import type { Parsed } from '../../grammar/parsed.ts';
import { limits } from '../defaults.ts';

export interface NamedEntry {
  readonly name: string;
  readonly at: Place;
  /** `services.orders`. */
  readonly path: string;
  readonly value: YamlValue;
}

/** The entries of a section by name. A bad name is reported and kept, so that it is not also reported as missing elsewhere. */
export function namedEntries(
  section: YamlValue,
  path: string,
  problems: Problems,
  parse: (text: string) => Parsed<string> = parseName,
): readonly NamedEntry[] {
  const entries = entriesOf(section, path, `names to their settings`, problems);
  const surplus = entries[limits.entries];
  if (surplus !== undefined) {
    problems.add(surplus.keyAt, path, `${entries.length} entries`, `at most ${limits.entries}`);
  }
  return entries.slice(0, limits.entries).map((entry) => {
    const name = parse(entry.key);
    if (!name.ok) problems.add(entry.keyAt, path, quoted(entry.key), name.expected);
    return { name: entry.key, at: entry.keyAt, path: joined(path, entry.key), value: entry.value };
  });
}
