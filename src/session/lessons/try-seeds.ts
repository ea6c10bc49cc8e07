import type { Checkpoint } from '../../../simulator/index.ts';
import type { Session } from '../session.ts';
import type { SeedsRun } from './lesson-store.ts';

/**
 * Has the run again on other seeds, with everything that was done to it, up to where it stands: one lucky run is no proof.
 * One after the other, in the background, until somebody forgets or replaces what was told of it.
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
  tell(told);
  const run = await onOtherSeed();
  for (let index = 1; run && index < seeds; index++) {
    const seed = `${check} ${index}`;
    const reading = await run(seed, check).catch(() => null);
    if (lesson.getState().seeds[check] !== told) return;
    if (reading?.verdict !== 'passed') return tell({ of: seeds, passed: index, failed: seed });
    tell({ of: seeds, passed: index + 1, failed: null });
  }
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
