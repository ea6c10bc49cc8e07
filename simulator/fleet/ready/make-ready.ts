import { loadFleet } from '../load-fleet.ts';
import { compileFile } from './file-compiler.ts';
import type { FleetError } from '../fleet-error.ts';
import type { LoadFleetOptions } from '../load-fleet.ts';
import type { ReadyFleet } from './ready-fleet.ts';

export type MadeReady =
  | { readonly ok: true; readonly ready: ReadyFleet }
  | { readonly ok: false; readonly errors: readonly FleetError[] };

/** Reads a fleet file and compiles all code that it names. Code with mistakes is no mistake of the fleet: its process says so. */
export function makeReady(options: LoadFleetOptions): MadeReady {
  const loaded = loadFleet(options);
  if (!loaded.ok) return loaded;
  const { fleet } = loaded;
  // Services may share a file, and a path is the same file in all of them.
  const sources = new Map(fleet.services.flatMap(({ files }) => Object.entries(files)));
  const files = [...sources].map(([path, source]) => ({ path, source, compiled: compileFile(path, source) }));
  return { ok: true, ready: { fleet, files } };
}
