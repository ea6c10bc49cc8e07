import type { FleetMap } from '../../../simulator/index.ts';
import type { Texts } from './fleet-source.ts';

/** Drafts, by what it takes to make them run. */
export interface Changes {
  /** Code, which rolls out into the running fleet. */
  readonly code: readonly string[];
  /** The fleet file and what stores begin with: these make another run. */
  readonly structure: readonly string[];
}

const isCode = (path: string): boolean => /\.(?:[cm]?[jt]s|json)$/.test(path);

export function changesIn(drafts: Texts): Changes {
  const paths = Object.keys(drafts).sort();
  return { code: paths.filter(isCode), structure: paths.filter((path) => !isCode(path)) };
}

/** What has to be deployed where: each process once, with all of its changed files. */
export function rollouts(map: FleetMap, drafts: Texts): { readonly process: string; readonly files: Texts }[] {
  const { code } = changesIn(drafts);
  const isOfSomebody = (path: string): boolean => map.services.some(({ files }) => files.includes(path));
  return map.processes.flatMap(({ name, services }) => {
    const own = new Set(
      map.services.filter((service) => services.includes(service.name)).flatMap(({ files }) => files),
    );
    if (!code.some((path) => own.has(path))) return [];
    // A new file goes wherever it may be imported.
    const paths = code.filter((path) => own.has(path) || !isOfSomebody(path));
    return [{ process: name, files: Object.fromEntries(paths.map((path) => [path, drafts[path]!])) }];
  });
}
