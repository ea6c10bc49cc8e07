import type { Checkpoint } from '../../../simulator/index.ts';
import type { OnOtherSeed } from '../engine/other-seed.ts';
import type { Session } from '../session.ts';
import type { SeedsRun } from './lesson-store.ts';

/** Each pause is twice as long as the one before: this machine may be busy. */
const firstPauseMs = 5_000;

/**
 * Has the run again on other seeds, with everything that was done to it, up to where it stands: one lucky run is no proof.
 * One after the other, in the background, until somebody forgets or replaces what was told of it. It never rejects.
 */
export async function trySeeds(
  { lesson, onOtherSeed }: Pick<Session, 'lesson' | 'onOtherSeed'>,
  { check, seeds }: Checkpoint,
): Promise<void> {
  // The run that is looked at has passed.
  let told: SeedsRun = { of: seeds, passed: 1, failed: null };
  const tell = (run: SeedsRun): void => {
    told = run;
    lesson.setState((now) => ({ seeds: { ...now.seeds, [check]: run } }));
  };
  const isForgotten = (): boolean => lesson.getState().seeds[check] !== told;
  let run: OnOtherSeed | null = null;
  const passes = async (seed: string): Promise<boolean> => {
    run ??= await onOtherSeed();
    if (!run) throw new Error('there is no run to be had again');
    return (await run(seed, check))?.verdict === 'passed';
  };
  let pauseMs = firstPauseMs;
  tell(told);
  while (told.passed < seeds) {
    const { passed } = told;
    const seed = `${check} ${passed}`;
    const isPassed = await passes(seed).catch(() => null);
    if (isForgotten()) return;
    if (isPassed === false) return tell({ of: seeds, passed, failed: seed });
    if (isPassed) {
      tell({ of: seeds, passed: passed + 1, failed: null });
      continue;
    }
    tell({ of: seeds, passed, failed: null, isHeldUp: true });
    await rest(pauseMs);
    if (isForgotten()) return;
    pauseMs *= 2;
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Without checks whose trial is not over or that have to be tried again: whatever is still tried of them tells nothing more. */
export function forgetSeeds(
  { lesson }: Pick<Session, 'lesson'>,
  isForgotten: (check: string, run: SeedsRun) => boolean,
): void {
  const { seeds } = lesson.getState();
  const kept = Object.entries(seeds).filter(([check, run]) => !isForgotten(check, run));
  if (kept.length < Object.keys(seeds).length) lesson.setState({ seeds: Object.fromEntries(kept) });
}
