import type { Report } from '../../../telemetry/report.ts';
import type { Action } from '../../../wire/actions.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { Shop } from './shop-fleet.ts';

/** One of the places where processes can be computed. */
export interface ShopHost {
  readonly name: string;
  open(shop: Shop, seed: string): Promise<ShopSession>;
}

/** A run that goes on as far as it is told to, and stands otherwise. */
export interface ShopSession {
  /** How long that took, in real milliseconds. */
  advance(untilUs: Micros): Promise<number>;
  /** What came of it. There is no going on afterwards. */
  end(): Promise<SessionEnd>;
}

export interface SessionEnd {
  readonly report: Report;
  readonly actions: readonly Action[];
}

export interface ShopRun {
  readonly tookMs: number;
  readonly requests: number;
  readonly digest: string;
  /** A watchdog of real time had to end a process: on a busy machine that says nothing about the engine. */
  readonly isDisturbed: boolean;
}

/** From the beginning to that moment in one go. */
export async function runWhole(host: ShopHost, shop: Shop, seed: string, untilUs: Micros): Promise<ShopRun> {
  const session = await host.open(shop, seed);
  const tookMs = await session.advance(untilUs);
  return { tookMs, ...outcomeOf(await session.end()) };
}

export function outcomeOf({ report, actions }: SessionEnd): Omit<ShopRun, 'tookMs'> {
  return {
    requests: report.requests.reduce((sum, row) => sum + row.count, 0),
    digest: report.digest,
    isDisturbed: actions.some((action) => action.verb === 'hung'),
  };
}
