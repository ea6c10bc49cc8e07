import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFleetError } from '../simulator/fleet/fleet-error.ts';
import { makeReady } from '../simulator/fleet/ready/make-ready.ts';
import { writtenReady } from '../simulator/fleet/ready/ready-fleet.ts';
import { shelfClosure } from '../simulator/runtime/shelf-names.ts';
import type { ReadyFleet } from '../simulator/fleet/ready/ready-fleet.ts';

const lessons = path.resolve(import.meta.dirname, '../lessons');

/** The fleets that the page begins with, by the names of its templates: it reads and compiles none of them again. */
const entries: Readonly<Record<string, string>> = {
  ferry: 'ferry/ferry.fleet.yaml',
  monolith: 'shop/monolith.fleet.yaml',
  services: 'shop/services.fleet.yaml',
};

export interface ReadyAsset {
  readonly text: string;
  /** Names of all that an engine will ask for to run it, so that nothing is asked for after something else has come. */
  readonly needs: readonly string[];
}

export function readyAssets(): Record<string, ReadyAsset> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => {
      const ready = readyFrom(path.join(lessons, path.dirname(entry)), path.basename(entry));
      return [name, { text: writtenReady(ready), needs: needsOf(ready) }];
    }),
  );
}

function readyFrom(folder: string, entry: string): ReadyFleet {
  const readFile = (file: string): string | null => {
    const whole = path.join(folder, file);
    return existsSync(whole) ? readFileSync(whole, 'utf8') : null;
  };
  const made = makeReady({ path: entry, readFile });
  if (!made.ok) throw new Error(made.errors.map(formatFleetError).join('\n'));
  return made.ready;
}

export function needsOf({ fleet, files }: ReadyFleet): string[] {
  const libraries = shelfClosure(files.flatMap(({ compiled }) => (compiled.ok ? compiled.libraries : [])));
  const hasLog = fleet.brokers.some(({ engine }) => engine === 'log');
  const hasSql = fleet.stores.some(({ engine }) => engine === 'sql');
  return [
    ...(files.length > 0 ? ['instance.js'] : []),
    ...(hasLog ? ['part/log.js'] : []),
    ...(hasSql ? ['part/sql.js', 'sqlite.wasm'] : []),
    ...libraries.map((name) => `shelf/${name}`),
  ];
}
