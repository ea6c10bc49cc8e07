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
    const paths = withNew(
      code.filter((path) => own.has(path)),
      code.filter((path) => !isOfSomebody(path)),
      drafts,
    );
    return [{ process: name, files: Object.fromEntries(paths.map((path) => [path, drafts[path]!])) }];
  });
}

/** A new file goes where one of the changed ones names it; a process refuses files that it does not import. */
function withNew(paths: readonly string[], fresh: readonly string[], drafts: Texts): readonly string[] {
  const found = fresh.filter(
    (path) => !paths.includes(path) && paths.some((from) => drafts[from]!.includes(bare(path))),
  );
  return found.length === 0 ? paths : withNew([...paths, ...found], fresh, drafts);
}

function bare(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
