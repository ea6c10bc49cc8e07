import { readActions } from './actions/read-actions.ts';
import { baseNameOf, folderOf, joinedPath } from './code/file-path.ts';
import { SourceTree } from './code/source-tree.ts';
import type { ReadFile } from './code/source-tree.ts';
import { readExtended } from './document/extend.ts';
import type { ExtendedDocument } from './document/extend.ts';
import { entryOf, listed } from './document/read-fields.ts';
import { didYouMean } from './document/suggestion.ts';
import { isNothing, quoted, shown } from './document/yaml-value.ts';
import type { YamlMapping, YamlValue } from './document/yaml-value.ts';
import type { Fleet } from './fleet.ts';
import { Problems } from './fleet-error.ts';
import type { FleetError } from './fleet-error.ts';
import { builtServices } from './sections/built-services.ts';
import { readDrafts } from './sections/drafts.ts';
import type { Drafts } from './sections/drafts.ts';
import { namesOf } from './sections/fleet-names.ts';
import { builtLinks } from './sections/link-section.ts';
import { placedProcesses } from './sections/placement.ts';
import { checkReferences } from './sections/references.ts';
import { builtStore } from './sections/store-section.ts';
import { readTruths } from './sections/truth-section.ts';

export interface LoadFleetOptions {
  /** The fleet file, with `/`. Everything it names is looked up relative to its folder. */
  readonly path: string;
  readonly readFile: ReadFile;
}

export type LoadedFleet =
  | { readonly ok: true; readonly fleet: Fleet; readonly warnings: readonly FleetError[] }
  | { readonly ok: false; readonly errors: readonly FleetError[] };

/** Reads a fleet file, what it extends, and the code and SQL it names. All errors come at once, in order of place. */
export function loadFleet({ path, readFile }: LoadFleetOptions): LoadedFleet {
  const problems = new Problems();
  const document = readExtended(path, readFile, problems);
  const fleet = document === null ? null : builtFleet(document, path, readFile, problems);
  if (fleet === null || problems.any) return { ok: false, errors: problems.errors() };
  return { ok: true, fleet, warnings: problems.warnings() };
}

const sections = ['services', 'processes', 'stores', 'brokers', 'links', 'traffic', 'script', 'truths'] as const;
const topFields = ['name', 'version', 'extends', ...sections];

function builtFleet({ root, folders }: ExtendedDocument, path: string, readFile: ReadFile, problems: Problems): Fleet {
  checkTop(root, problems);
  const drafts = readDrafts((name) => sectionOf(root, name), problems);
  const processes = placedProcesses(drafts, problems);
  const brokers = drafts.brokers.map((draft) => draft.broker);
  const traffic = drafts.traffic.map((draft) => draft.flow);
  const names = namesOf({ services: drafts.services, processes, stores: drafts.stores, brokers, traffic });
  checkReferences(drafts, names, problems);
  const tree = new SourceTree(folders, readFile);
  const services = builtServices(drafts, tree, problems);
  const stores = drafts.stores.map((draft) => builtStore(draft, tree, problems));
  const files = new Set(services.flatMap((service) => Object.keys(service.files)));
  const readSource = (file: string): string | null => tree.read(file)?.text ?? null;
  const script = readActions(sectionOf(root, 'script'), 'script', { names, files, readSource }, problems);
  const links = builtLinks(drafts.links);
  const truths = readTruths(sectionOf(root, 'truths'), names, root.at.file, problems);
  const name = nameOf(root, path, problems);
  return { name, services, processes, stores, brokers, links, traffic, script, truths };
}

function checkTop(root: YamlMapping, problems: Problems): void {
  for (const { key, keyAt } of root.entries) {
    // As in compose files: a place for anchors that nothing reads.
    if (topFields.includes(key) || key.startsWith('x-')) continue;
    const expected = `${listed(topFields, 'or')}${didYouMean(key, topFields)}`;
    problems.add(keyAt, '', `unknown field ${quoted(key)}`, expected);
  }
  const version = entryOf(root, 'version')?.value;
  if (version !== undefined && !isNothing(version) && !(version.kind === 'scalar' && version.text === '1')) {
    problems.add(version.at, 'version', shown(version), '1, the only version of this format so far');
  }
  const services = sectionOf(root, 'services');
  if (isNothing(services) || (services.kind === 'mapping' && services.entries.length === 0)) {
    problems.add(entryOf(root, 'services')?.keyAt ?? root.at, '', 'no services', 'services: with at least one name');
  }
}

function sectionOf(root: YamlMapping, name: keyof Drafts | 'script' | 'truths'): YamlValue {
  return entryOf(root, name)?.value ?? { kind: 'scalar', value: null, text: '', at: root.at };
}

/** A title for people: what the file says, or the name of the file, or of its folder where the file is just fleet.yaml. */
function nameOf(root: YamlMapping, path: string, problems: Problems): string {
  const value = entryOf(root, 'name')?.value;
  if (value === undefined || isNothing(value)) {
    const base = baseNameOf(path)
      .replace(/\.ya?ml$/, '')
      .replace(/\.?fleet$/, '');
    return base || baseNameOf(folderOf(joinedPath('', path))) || 'fleet';
  }
  const title = value.kind === 'scalar' ? value.text.normalize('NFC') : '';
  if (title !== '' && title.length <= 100 && !/[\u0000-\u001f\u007f]/.test(title)) return title;
  problems.add(value.at, 'name', shown(value), 'a title of at most 100 characters on one line');
  return '';
}
