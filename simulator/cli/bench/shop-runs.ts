import { createNodeRun } from '../../hosts/node/node-run.ts';
import type { Chromium } from './chromium.ts';
import type { Shop } from './shop-fleet.ts';
import type { NodeHostKind } from '../../hosts/node/node-run.ts';
import type { Report } from '../../telemetry/report.ts';
import type { Action } from '../../wire/actions.ts';
import type { Micros } from '../../wire/packet.ts';

export interface ShopRun {
  /** Real time for each leg. */
  readonly legsMs: readonly number[];
  readonly requests: number;
  readonly digest: string;
  /** A watchdog of real time had to end a process: on a busy machine that says nothing about the engine. */
  readonly isDisturbed: boolean;
}

export interface ShopRunSpec {
  readonly shop: Shop;
  readonly seed: string;
  /** Where each leg of the run ends, in virtual time. */
  readonly stopsUs: readonly Micros[];
}

/** One of the places where processes can be computed. */
export interface ShopHost {
  readonly name: string;
  run(spec: ShopRunSpec): Promise<ShopRun>;
}

export const inline: ShopHost = { name: 'inline', run: (spec) => runInNode(spec, 'inline') };
export const threads: ShopHost = { name: 'worker threads', run: (spec) => runInNode(spec, 'workers') };

export function groupIn(chromium: Chromium): ShopHost {
  return { name: 'Chromium, group', run: (spec) => runIn(chromium, spec, 'group') };
}

export function workersIn(chromium: Chromium): ShopHost {
  return { name: 'Chromium, one worker each', run: (spec) => runIn(chromium, spec, 'workers') };
}

async function runInNode({ shop, seed, stopsUs }: ShopRunSpec, host: NodeHostKind): Promise<ShopRun> {
  const run = await createNodeRun(shop.fleet, { seed, host });
  // As `flotilla run` does it where nobody wants them as a file.
  run.telemetry.traces.letGoOfEnded();
  const legsMs: number[] = [];
  for (const stopUs of stopsUs) {
    const started = performance.now();
    await run.advance(stopUs);
    legsMs.push(performance.now() - started);
  }
  const report = run.report({ wallMs: legsMs.reduce((sum, legMs) => sum + legMs, 0) });
  run.dispose();
  return outcomeOf(legsMs, report, run.actions.record);
}

async function runIn(
  chromium: Chromium,
  { shop, seed, stopsUs }: ShopRunSpec,
  host: 'group' | 'workers',
): Promise<ShopRun> {
  const { files, entry } = shop;
  const { legsMs, report, actions } = await chromium.run({ files, entry, seed, host, stopsUs });
  return outcomeOf(legsMs, report, actions);
}

function outcomeOf(legsMs: readonly number[], report: Report, actions: readonly Action[]): ShopRun {
  return {
    legsMs,
    requests: report.requests.reduce((sum, row) => sum + row.count, 0),
    digest: report.digest,
    isDisturbed: actions.some((action) => action.verb === 'hung'),
  };
}
