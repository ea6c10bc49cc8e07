import { readFileSync } from 'node:fs';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { formatFleetError } from '../../simulator/fleet/fleet-error.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { LocalDriver } from '../../simulator/hosts/local-driver.ts';
import { Ledger } from '../../simulator/telemetry/compare/ledger.ts';
import { remembering } from '../../simulator/run/view/past/remembering.ts';
import { answering } from '../../simulator/run/view/answering.ts';
import { fleetOf } from '../../simulator/testing/fleet-of.ts';
import type { Run } from '../../simulator/run/run.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { Acted } from '../../simulator/wire/view/acted.ts';
import type { EngineFrame } from '../../simulator/wire/view/frame.ts';

/** A fleet with somebody before it, as the engine of a page drives it. */
export interface Watched {
  readonly run: Run;
  readonly driver: LocalDriver;
  /** As the engine acts for a page: now, whatever the time is. */
  act(verb: string, target: string, sizes?: Readonly<Record<string, unknown>>, forUs?: number): Promise<Acted>;
  frame(): Promise<EngineFrame>;
}

interface Options {
  readonly seed?: string;
  readonly host?: NodeHostKind;
  /** It can be looked back at. */
  readonly remembers?: boolean;
}

export async function watched(
  fleet: Fleet,
  { seed = '7', host = 'inline', remembers = false }: Options = {},
): Promise<Watched> {
  const run = await createNodeRun(fleet, { seed, host });
  const driver = new LocalDriver(run, {
    bringAnswers: async () => answering,
    history: { remembering: remembers ? remembering : null, Ledger },
  });
  return {
    run,
    driver,
    act: (verb, target, sizes = {}, forUs) =>
      driver.act({ atUs: driver.nowUs, verb, target, sizes, ...(forUs !== undefined && { forUs }) }),
    frame: () => driver.frame({ playing: false, speed: 1, stopped: null, plays: 0 }),
  };
}

export function watchedText(
  text: string,
  files: Readonly<Record<string, string>>,
  options: Options = {},
): Promise<Watched> {
  return watched(fleetOf(text, files), options);
}

export function shop(shape: 'services' | 'monolith' = 'services'): Fleet {
  const loaded = loadFleet({
    path: `lessons/shop/${shape}.fleet.yaml`,
    readFile: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
  });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return loaded.fleet;
}
