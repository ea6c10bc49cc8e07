import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFleetError } from '../simulator/fleet/fleet-error.ts';
import { makeReady } from '../simulator/fleet/ready/make-ready.ts';
import { writtenReady } from '../simulator/fleet/ready/ready-fleet.ts';
import { builtLesson, lessonIds } from './lessons/built-lesson.ts';
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
  const ofTemplates = Object.entries(entries).map(([name, entry]): [string, ReadyAsset] => {
    const ready = readyFrom(path.join(lessons, path.dirname(entry)), path.basename(entry));
    return [name, { text: writtenReady(ready), needs: needsOf(ready) }];
  });
  return Object.fromEntries([...ofTemplates, ...readyLessons()]);
}

/** The start of each lesson, under the name that the page gives to its fleet. */
function readyLessons(): [string, ReadyAsset][] {
  return lessonIds().flatMap((id) => {
    const result = builtLesson(id);
    if (!result.ok) return [];
    const { ready } = result.built;
    return [
      [`lesson-${id}`, { text: writtenReady(ready), needs: [...needsOf(ready), 'part/checks.js', `checks/${id}`] }],
    ];
  });
}

/** The checks of each lesson, compiled. */
export function checksAssets(): Record<string, string> {
  return Object.fromEntries(
    lessonIds().flatMap((id) => {
      const result = builtLesson(id);
      return result.ok ? [[id, JSON.stringify(result.built.checks)]] : [];
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

function needsOf({ fleet, files }: ReadyFleet): string[] {
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
