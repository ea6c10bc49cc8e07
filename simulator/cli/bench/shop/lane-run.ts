import { shopAt } from './shop-fleet.ts';
import type { Lane } from './lanes.ts';
import type { Leg } from '../leg.ts';
import type { SessionChild } from './session-child.ts';
import type { SessionEnd, ShopHost, ShopSession } from './shop-session.ts';
import type { Yardstick } from '../yardstick.ts';

/** Loads the code; that is not what a run costs. */
const loadingSeconds = 1;

/** How long one of them runs, in virtual seconds. */
export interface Lengths {
  readonly perSecond: number;
  /** Measured right after loading. */
  readonly cold: number;
  readonly warmUp: number;
  /** Each begins with as much again that is not measured. */
  readonly leg: number;
}

/** One run of the shop that is measured in turns with others, and stands in between. Speeds are virtual seconds for a real one. */
export class LaneRun {
  readonly kind: Lane['kind'];
  readonly name: string;
  readonly legs: Leg[] = [];
  cold = 0;
  readonly #child: SessionChild;
  readonly #session: ShopSession;
  readonly #lengths: Lengths;
  #seconds = 0;

  /** Why there is none, in words, where there is none. */
  static async open(lane: Lane, lengths: Lengths): Promise<LaneRun | string> {
    const child = await lane.start();
    if (typeof child === 'string') return child;
    const host = lane.hostIn(child);
    try {
      const session = await host.open(shopAt(lengths.perSecond), 'bench');
      return new LaneRun(lane.kind, host, child, session, lengths);
    } catch (error) {
      child.close();
      throw error;
    }
  }

  private constructor(kind: Lane['kind'], host: ShopHost, child: SessionChild, session: ShopSession, lengths: Lengths) {
    this.kind = kind;
    this.name = host.name;
    this.#child = child;
    this.#session = session;
    this.#lengths = lengths;
  }

  async warmUp(): Promise<void> {
    await this.#speedOver(loadingSeconds);
    this.cold = await this.#speedOver(this.#lengths.cold);
    await this.#speedOver(this.#lengths.warmUp - this.#lengths.cold);
  }

  /** An engine that has stood for some seconds has given its memory back, and is slow until it has it again. */
  async leg(yardstick: Yardstick): Promise<void> {
    await this.#speedOver(this.#lengths.leg);
    const beforeMs = await yardstick.read();
    const speed = await this.#speedOver(this.#lengths.leg);
    this.legs.push({ speed, yardMs: Math.max(beforeMs, await yardstick.read()) });
  }

  end(): Promise<SessionEnd> {
    return this.#session.end();
  }

  close(): void {
    this.#child.close();
  }

  async #speedOver(seconds: number): Promise<number> {
    this.#seconds += seconds;
    const tookMs = await this.#session.advance(Math.round(this.#seconds * 1_000_000));
    return (seconds * 1000) / tookMs;
  }
}
