import type { Place } from '../document/place.ts';
import { entryOf, readFields } from '../document/read-fields.ts';
import { oneOf, oneOrMore, reference, wholeNumber } from '../document/readers.ts';
import type { Located } from '../document/readers.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import { isRelativePath, normalisedPath, relativePathExpected } from '../code/file-path.ts';
import { isTooLarge } from '../code/source-tree.ts';
import type { SourceTree } from '../code/source-tree.ts';
import type { Store } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { defaultStores, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { distribution } from './fields/value-readers.ts';
import { quoted } from '../document/yaml-value.ts';

export interface StoreDraft {
  readonly name: string;
  readonly at: Place;
  readonly path: string;
  readonly engine: Store['engine'];
  readonly latency: Store['latency'];
  readonly connections: number;
  readonly scripts: readonly Located[];
}

/** What `set` may change in a running store. */
export const storeSettings = { latency: distribution, connections: wholeNumber(1, limits.connections) };

const files = oneOrMore(reference, 'paths of SQL files');
const fields = { engine: oneOf('sql', 'documents', 'cache'), schema: files, seed: files, ...storeSettings };

export function readStores(section: YamlValue, problems: Problems): StoreDraft[] {
  return namedEntries(section, 'stores', problems).map(({ name, at, path, value }) => {
    const read = readFields(value, path, problems, fields);
    if (entryOf(value, 'engine') === undefined) {
      problems.add(at, path, 'no engine', 'engine: sql, documents or cache');
    }
    const engine = read.engine ?? 'sql';
    for (const field of ['schema', 'seed'] as const) {
      const entry = entryOf(value, field);
      if (engine !== 'sql' && read[field] !== undefined && entry !== undefined) {
        problems.add(entry.keyAt, path, `${field} for engine ${engine}`, `${field} only where engine is sql`);
      }
    }
    return {
      name,
      at,
      path,
      engine,
      scripts: [...(read.schema ?? []), ...(read.seed ?? [])],
      ...settings(engine, read),
    };
  });
}

function settings(
  engine: Store['engine'],
  read: { readonly latency?: Store['latency']; readonly connections?: number },
): Pick<Store, 'latency' | 'connections'> {
  const defaults = defaultStores[engine];
  return { latency: read.latency ?? defaults.latency, connections: read.connections ?? defaults.connections };
}

export function builtStore(draft: StoreDraft, tree: SourceTree, problems: Problems): Store {
  const { name, engine, latency, connections } = draft;
  const scripts: { path: string; text: string }[] = [];
  for (const script of draft.scripts) {
    const path = normalisedPath(script.text);
    const file = isRelativePath(script.text) ? tree.read(path) : null;
    if (!isRelativePath(script.text)) problems.add(script.at, draft.path, quoted(script.text), relativePathExpected);
    else if (file === null) {
      const expected = 'the path of an SQL file, relative to the fleet file';
      problems.add(script.at, draft.path, `${quoted(script.text)}, where no file is`, expected);
    } else if (isTooLarge(file)) problems.add(script.at, draft.path, 'a file of more than 1 MB', 'at most 1 MB of SQL');
    else scripts.push({ path, text: file.text });
  }
  return { name, engine, scripts, latency, connections };
}
