import type { ExploreProgress } from '../../../../simulator/index.ts';

/** As long as the runs that are done took, each of those that are not; the first ones only say so much. */
export function leftMsOf({ phase, runsDone, runs }: ExploreProgress, goneMs: number): number | null {
  return phase === 'searching' && runsDone > 1 ? (goneMs / runsDone) * (runs - runsDone) : null;
}
