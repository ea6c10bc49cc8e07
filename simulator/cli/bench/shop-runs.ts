import { createNodeRun } from '../../hosts/node/node-run.ts';
import type { Chromium } from './chromium.ts';
import type { Shop } from './shop-fleet.ts';
import type { NodeHostKind } from '../../hosts/node/node-run.ts';
import type { Report } from '../../telemetry/report.ts';
import type { Action } from '../../wire/actions.ts';

export interface ShopRun {
  /** Of what came after the warm-up. */
  readonly wallMs: number;
  readonly requests: number;
  readonly digest: string;
  /** A watchdog of real time had to end a process: on a busy machine that says nothing about the engine. */
  readonly isDisturbed: boolean;
}

export interface ShopRunSpec {
  readonly shop: Shop;
  readonly seed: string;
  /** Loads the code; that is not what a run costs. */
  readonly warmUpUs: number;
  readonly untilUs: number;
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

async function runInNode({ shop, seed, warmUpUs, untilUs }: ShopRunSpec, host: NodeHostKind): Promise<ShopRun> {
  const run = await createNodeRun(shop.fleet, { seed, host });
  await run.advance(warmUpUs);
  const started = performance.now();
  await run.advance(untilUs);
  const wallMs = performance.now() - started;
  const report = run.report({ wallMs });
  run.dispose();
  return outcomeOf(wallMs, report, run.actions.record);
}

async function runIn(
  chromium: Chromium,
  { shop, seed, warmUpUs, untilUs }: ShopRunSpec,
  host: 'group' | 'workers',
): Promise<ShopRun> {
  const { files, entry } = shop;
  const { wallMs, report, actions } = await chromium.run({ files, entry, seed, host, warmUpUs, untilUs });
  return outcomeOf(wallMs, report, actions);
}

function outcomeOf(wallMs: number, report: Report, actions: readonly Action[]): ShopRun {
  return {
    wallMs,
    requests: report.requests.reduce((sum, row) => sum + row.count, 0),
    digest: report.digest,
    isDisturbed: actions.some((action) => action.verb === 'hung'),
  };
}
