import { momentText } from '../../ui/number-text.ts';
import type { Replay } from '../engine/replay/replay.ts';
import type { RunSeed } from '../run-seed.ts';
import type { Booted } from '../session-machine.ts';
import type { LentRuns } from '../sharing/lent-runs.ts';
import type { Curtain, SideName } from './curtain.ts';
import { giveActs } from './given-acts.ts';
import type { Engines } from './pair-acts.ts';
import type { PairClock } from './pair-clock.ts';
import type { PairRun } from './pair-run.ts';
import { sideNames } from './pair-run.ts';
import type { PairStore } from './pair-store.ts';
import { Seam } from './seam.ts';

export interface BootParts {
  readonly engines: Engines;
  readonly clock: PairClock;
  readonly curtain: Curtain;
  readonly store: PairStore;
  readonly lentRuns: LentRuns;
  /** How far both have come, where they are brought to a moment. */
  readonly replay: Replay;
  /** As many as can compute at once here. */
  readonly processors: number;
}

/** Two that are computed at once want one each, and as much again for what compiles their code meanwhile. */
const processorsForBoth = 4;

/** A branch has its own seed: it is a run that was. */
export function runOfSide(run: PairRun, side: SideName, lentRuns: LentRuns): RunSeed {
  return { fleet: run[side], seed: lentRuns.find(run[side])?.run.seed ?? run.seed, isQuiet: false };
}

/** Both from their beginning to the moment that the later one of them was left at. */
export function bootPair(parts: BootParts, isPressed: boolean, signal: AbortSignal): Promise<Booted> {
  const { engines, store, lentRuns, processors } = parts;
  const { run } = store.getState();
  const seam = Seam.of(run, engines, lentRuns);
  const boot = new BootOfPair(parts, isPressed, signal);
  return seam && processors < processorsForBoth ? boot.oneAfterTheOther(seam) : boot.atOnce(seam);
}

class BootOfPair {
  readonly #parts: BootParts;
  readonly #run: PairRun;
  readonly #isPressed: boolean;
  readonly #signal: AbortSignal;

  constructor(parts: BootParts, isPressed: boolean, signal: AbortSignal) {
    this.#parts = parts;
    this.#run = parts.store.getState().run;
    this.#isPressed = isPressed;
    this.#signal = signal;
  }

  async atOnce(seam: Seam | null): Promise<Booted> {
    const { engines, clock, store, lentRuns, replay } = this.#parts;
    await Promise.all(sideNames.map((side) => this.#begin(side)));
    const given = await giveActs(this.#run, engines, lentRuns);
    const toUs = Math.max(this.#leftAtUs, given.atUs);
    const bring = passing(seam, sideNames, (untilUs) => clock.bring(untilUs));
    const reachedUs = await replay.bring(toUs, bring, this.#signal);
    store.setState({ told: given.told });
    return this.#stand(reachedUs, toUs, seam, given.notice);
  }

  /** First the one that is made: it is what somebody waits for, and it has this machine for itself. */
  async oneAfterTheOther(seam: Seam): Promise<Booted> {
    const { engines, curtain } = this.#parts;
    const toUs = this.#leftAtUs;
    const firstUs = await this.#bring('right', toUs, seam);
    curtain.liftFor('right');
    await engines.right.lead(firstUs, null);
    const bothUs = await this.#bring('left', firstUs, seam);
    // Whoever stopped the second wants both where that one has come to, and the first cannot go back.
    if (bothUs < firstUs) await this.#bring('right', bothUs, null);
    return this.#stand(bothUs, toUs, seam, null);
  }

  async #bring(side: SideName, toUs: number, seam: Seam | null): Promise<number> {
    const { engines, replay, store } = this.#parts;
    await this.#begin(side);
    const bring = passing(seam, [side], (untilUs) => engines[side].bring(untilUs));
    return replay.bring(toUs, bring, this.#signal, store.getState().titles[side]);
  }

  async #stand(reachedUs: number, toUs: number, seam: Seam | null, notice: string | null): Promise<Booted> {
    const { clock, curtain } = this.#parts;
    curtain.clear();
    await clock.bring(reachedUs);
    await clock.show();
    if (reachedUs < toUs) return { stands: true, notice: `Stopped at ${momentText(reachedUs)}, as asked.` };
    await seam?.arrive();
    return { stands: toUs > 0, notice: seam?.said ?? notice };
  }

  #begin(side: SideName): Promise<void> {
    const { engines, lentRuns } = this.#parts;
    engines[side].drop();
    const order = { run: runOfSide(this.#run, side, lentRuns), isPressed: this.#isPressed };
    return engines[side].begin(order, this.#signal);
  }

  /** Where the later one of them was left; 0 where they are no runs that were. */
  get #leftAtUs(): number {
    const { lentRuns } = this.#parts;
    return Math.max(...sideNames.map((side) => lentRuns.find(this.#run[side])?.run.atUs ?? 0));
  }
}

type Bring = (untilUs: number) => Promise<void>;

/** The same, with a look at the seam wherever one is due. */
function passing(seam: Seam | null, sides: readonly SideName[], bring: Bring): Bring {
  if (!seam) return bring;
  return async (untilUs) => {
    for (;;) {
      const nextUs = Math.min(...sides.map((side) => seam.nextUs(side)));
      if (nextUs >= untilUs) return bring(untilUs);
      await bring(nextUs);
      await Promise.all(sides.map((side) => seam.pass(side, nextUs)));
    }
  };
}
