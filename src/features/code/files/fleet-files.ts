import type { FleetMap } from '../../../../simulator/index.ts';
import type { FleetSource } from '../../../session/work/fleet-source.ts';

export interface FileGroup {
  readonly title: string;
  readonly paths: readonly string[];
}

/** Texts beside the fleet file and below it, by their paths as the fleet file writes them. */
export function pathsOf({ entry, files }: FleetSource): string[] {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  return Object.keys(files)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
}

/** The fleet file itself and those that it is built on: other fleets may lie beside it. */
export function fleetFilesOf({ entry, files }: FleetSource, textOf: (path: string) => string | null): string[] {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  const found: string[] = [];
  let next: string | null = entry.slice(folder.length);
  while (next !== null && !found.includes(next) && folder + next in files) {
    found.push(next);
    next = /^extends:\s*['"]?(?:\.\/)?([^'"\s#]+)/m.exec(textOf(next) ?? '')?.[1] ?? null;
  }
  return found;
}

interface Wanted {
  readonly source: FleetSource;
  readonly map: FleetMap | null;
  readonly textOf: (path: string) => string | null;
  /** Of this service alone; null for everything. */
  readonly service: string | null;
  /** Files that the person made. */
  readonly made?: readonly string[];
}

/** The files in the order in which somebody looks for them: what runs, then how it is put together, then what stores begin with. */
export function groupsOf({ source, map, textOf, service, made = [] }: Wanted): FileGroup[] {
  const paths = pathsOf(source);
  const services = (map?.services ?? []).filter(({ name }) => service === null || name === service);
  const ofServices = new Set(services.flatMap(({ files }) => files));
  const isOthers = (path: string): boolean => (map?.services ?? []).some(({ files }) => files.includes(path));
  const entries = services.map(({ entry }) => entry).filter((path) => path !== '');
  const code = service === null ? [...new Set([...ofServices, ...paths.filter(isCode)])] : [...ofServices];
  const groups: FileGroup[] = [
    { title: service ?? 'services', paths: [...new Set(entries)] },
    ...byFolder(code.filter((path) => !entries.includes(path) && (isOthers(path) || service === null))),
    { title: 'imported by nobody yet', paths: made.filter((path) => isCode(path) && !isOthers(path)).sort() },
    { title: 'fleet', paths: fleetFilesOf(source, textOf) },
    { title: 'stores', paths: paths.filter((path) => path.endsWith('.sql')).sort() },
  ];
  return groups.filter((group) => group.paths.length > 0);
}

function byFolder(paths: readonly string[]): FileGroup[] {
  const groups = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const title = folder === 'services' || folder === '' ? 'other code' : folder.replace(/^services\//, '');
    groups.set(title, [...(groups.get(title) ?? []), path]);
  }
  return [...groups].map(([title, within]) => ({ title, paths: within }));
}

export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]s|json)$/.test(path);
}

export function languageOf(path: string): 'typescript' | 'yaml' | 'pgsql' | 'plaintext' {
  if (/\.[cm]?[jt]s$/.test(path)) return 'typescript';
  if (/\.ya?ml$/.test(path)) return 'yaml';
  return path.endsWith('.sql') ? 'pgsql' : 'plaintext';
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
