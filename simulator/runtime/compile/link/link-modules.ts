import type { Jobs } from '../../jobs/jobs.ts';
import type { Flotilla } from './flotilla.ts';
import { ModuleGraph } from './module-graph.ts';
import type { Evaluate, ModuleCode } from './module-code.ts';

/** Libraries by the name they are imported by. */
export interface Shelf {
  readonly names: readonly string[];
  /** `module.exports` of the library; asked once for each name that is used. */
  load(name: string): unknown;
}

export interface LinkOptions {
  /** By path without a leading slash. */
  readonly modules: Readonly<Record<string, ModuleCode>>;
  readonly entry: string;
  readonly shelf: Shelf;
  readonly evaluate: Evaluate;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly jobs: Jobs;
  readonly flotilla: Flotilla;
}

/**
 * Loads the entry and all it imports, and runs them. Modules without top-level `await` have run when this returns;
 * whatever goes wrong rejects the promise, which is one of the instance's own. It gives the entry's namespace.
 */
export function linkModules(options: LinkOptions): Promise<unknown> {
  return new ModuleGraph(options).import(`./${options.entry}`, '');
}
