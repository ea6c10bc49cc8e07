import type { Checkpoint } from '../../../simulator/index.ts';
import type { Session } from '../session.ts';
import type { SeedsRun } from './lesson-store.ts';

/**
 * Has the run again on other seeds, with everything that was done to it, up to where it stands: one lucky run is no proof.
 * One after the other, in the background.
 */
export async function trySeeds(
  { lesson, onOtherSeed }: Pick<Session, 'lesson' | 'onOtherSeed'>,
  { check, seeds }: Checkpoint,
  isOver: () => boolean,
): Promise<void> {
  const tell = (run: SeedsRun): void => lesson.setState((now) => ({ seeds: { ...now.seeds, [check]: run } }));
  // The run that is looked at has passed.
  tell({ of: seeds, passed: 1, failed: null });
  const run = await onOtherSeed();
  if (!run) return;
  for (let index = 1; index < seeds; index++) {
    const seed = `${check} ${index}`;
    const readings = await run(seed).catch(() => null);
    if (isOver() || lesson.getState().seeds[check] === undefined) return;
    if (readings?.[check]?.verdict !== 'passed') return tell({ of: seeds, passed: index, failed: seed });
    tell({ of: seeds, passed: index + 1, failed: null });
  }
}
