import { isBranch } from '../sharing/lent-runs.ts';
import type { SharedRun } from '../sharing/shared-run.ts';
import type { SideName } from './curtain.ts';
import type { PairState } from './pair-store.ts';

type Sides = Readonly<Record<SideName, { shared(): Promise<SharedRun | null> }>>;

/** Both in one link, as they stand: the left one beside the right one, whichever of them was pointed at last. */
export async function sharedPair(sides: Sides, { run, titles }: PairState): Promise<SharedRun | null> {
  const [left, right] = await Promise.all([sides.left.shared(), sides.right.shared()]);
  if (!left || !right) return null;
  // A branch may have got its name after it began.
  const fleet = isBranch(run.right) ? { ...right.fleet, title: titles.right } : right.fleet;
  return { ...right, fleet, beside: { title: titles.left, run: left } };
}
