import type { Replay } from '../engine/replay.ts';
import type { RunSeed } from '../run-seed.ts';
import type { Booted } from '../session-machine.ts';
import type { LentRuns } from '../sharing/lent-runs.ts';
import type { SideName } from './curtain.ts';
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
  readonly store: PairStore;
  readonly lentRuns: LentRuns;
  /** How far both have come, where they are brought to a moment. */
  readonly replay: Replay;
}

/** A branch has its own seed: it is a run that was. */
export function runOfSide(run: PairRun, side: SideName, lentRuns: LentRuns): RunSeed {
  return { fleet: run[side], seed: lentRuns.find(run[side])?.run.seed ?? run.seed, isQuiet: false };
}

/** Both from their beginning to the moment that the later one of them was left at. */
export async function bootPair(parts: BootParts, isPressed: boolean, signal: AbortSignal): Promise<Booted> {
  const { engines, clock, store, lentRuns, replay } = parts;
  const { run } = store.getState();
  const begun = await Promise.all(
    sideNames.map((side) => engines[side].begin({ run: runOfSide(run, side, lentRuns), isPressed }, signal)),
  );
  const given = await giveActs(run, engines, lentRuns);
  const toUs = Math.max(...begun, given.atUs);
  const seam = toUs > 0 ? Seam.of(run, engines, lentRuns) : null;
  const bring = async (untilUs: number): Promise<void> => {
    while (seam && seam.nextUs < untilUs) {
      const atUs = seam.nextUs;
      await clock.bring(atUs);
      await seam.pass(atUs);
    }
    await clock.bring(untilUs);
  };
  const reachedUs = await replay.bring(toUs, bring, signal);
  await clock.show();
  if (reachedUs === toUs) await seam?.arrive();
  store.setState({ told: given.told });
  const notice =
    reachedUs < toUs ? `Stopped at ${(reachedUs / 1_000_000).toFixed(3)} s, as asked.` : (seam?.said ?? given.notice);
  return { stands: toUs > 0, notice };
}
