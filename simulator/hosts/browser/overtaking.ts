import type { Preparation } from './preparation.ts';
import type { RunDriver } from './run-driver.ts';
import type { Pace } from '../../run/view/frame-of.ts';
import type { Action } from '../../wire/actions.ts';
import type { Micros } from '../../wire/packet.ts';

/** The same run, at its beginning, where it is computed faster. */
export interface Faster {
  readonly run: RunDriver;
  readonly preparation: Pick<Preparation, 'ofAction'>;
}

export interface Overtaking<Opened extends Faster> {
  /** So many messages in a frame does somebody watch of the slower one. */
  readonly messagesMost: number;
  /** Nothing else touches either run meanwhile. */
  inTurn<Result>(move: () => Promise<Result>): Promise<Result>;
  /** Whether it is still this run that somebody looks at. */
  isWanted(): boolean;
  open(): Promise<Opened>;
  /** They stand at the same moment, the same to the bit: the faster one goes on. */
  take(faster: Opened): Promise<void>;
}

/** Messages are remembered as far as they fit in frames: of so much virtual time nearly all do. */
const frameUs = 200_000;
const unseen: Pace = { playing: false, speed: Infinity, stopped: null, plays: 0 };
/** As much of the way, in virtual time, may be left when the slower one is made to wait for the rest. */
const nearUs = 500_000;
/** One that did not come near in so many rounds is not the faster one. */
const roundsMost = 40;

/**
 * A run is a value: done again from its seed in one worker it is soon where a run with a worker for each process has come to, and
 * goes on in its place. Says whether it did; where it did not, nobody noticed.
 */
export async function overtake<Opened extends Faster>(
  slow: RunDriver,
  overtaking: Overtaking<Opened>,
): Promise<boolean> {
  const faster = await overtaking.open();
  const follower = new Follower(faster, overtaking.messagesMost);
  const isTaken = await follow(slow, follower, overtaking, faster).catch(() => false);
  (isTaken ? slow : faster.run).dispose();
  return isTaken;
}

/** Fails where code changes what all services would share: such a fleet needs a worker for each process. */
async function follow<Opened extends Faster>(
  slow: RunDriver,
  follower: Follower,
  { inTurn, isWanted, take }: Overtaking<Opened>,
  faster: Opened,
): Promise<boolean> {
  for (let round = 0; round < roundsMost && isWanted(); round++) {
    const { atUs, actions } = await inTurn(() => slow.moment());
    if (atUs - follower.nowUs <= nearUs) {
      return inTurn(async () => {
        if (!isWanted()) return false;
        const end = await slow.moment();
        await follower.bring(end.atUs, end.actions);
        if ((await faster.run.moment()).digest !== end.digest) return false;
        await take(faster);
        return true;
      });
    }
    await follower.bring(atUs, actions);
  }
  return false;
}

/** Is given what the other one was given, and never before its time. */
class Follower {
  readonly #faster: Faster;
  readonly #messagesMost: number;
  #given = 0;

  constructor(faster: Faster, messagesMost: number) {
    this.#faster = faster;
    this.#messagesMost = messagesMost;
  }

  get nowUs(): Micros {
    return this.#faster.run.nowUs;
  }

  async bring(untilUs: Micros, actions: readonly Action[]): Promise<void> {
    const { run, preparation } = this.#faster;
    for (const action of actions.slice(this.#given)) {
      await run.prepare(await preparation.ofAction(action));
      await run.schedule(action);
    }
    this.#given = actions.length;
    await this.#watch(untilUs);
  }

  /** Whoever looks back later shall find what the other one would have shown. */
  async #watch(untilUs: Micros): Promise<void> {
    const { run } = this.#faster;
    const most = this.#messagesMost;
    const stepUs = most > 0 ? frameUs : Infinity;
    if (most > 0 && run.nowUs === 0) await run.watchMessages(most);
    do {
      await run.advance(Math.min(run.nowUs + stepUs, untilUs), null);
      if (most > 0) await run.frame(unseen);
    } while (run.nowUs < untilUs);
  }
}
