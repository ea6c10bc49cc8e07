import type { SideName } from './curtain.ts';
import type { Session } from '../session.ts';
import { isTemplate, templates } from '../work/templates.ts';

/** What two fleets on one clock begin with. A side is a fleet of ours, one of this person, or a run that branched off. */
export interface PairRun {
  readonly left: string;
  readonly right: string;
  readonly seed: string;
  /** A run whose actions both are given, where they apply; null for none. */
  readonly acts: string | null;
}

export const sideNames = ['left', 'right'] as const satisfies readonly SideName[];

export const usualPair: PairRun = { left: 'monolith', right: 'services', seed: '7', acts: null };

type Known = Pick<Session, 'ownFleets' | 'lentRuns'>;

/** How the sides are called: words are said of both, so two that are called alike say where they stand. */
export function titlesOf(run: PairRun, known: Known): Readonly<Record<SideName, string>> {
  const [left, right] = [titleOf(run.left, known), titleOf(run.right, known)];
  return left === right ? { left: `${left}, left`, right: `${right}, right` } : { left, right };
}

function titleOf(id: string, { ownFleets, lentRuns }: Known): string {
  if (isTemplate(id)) return templates[id].label;
  return lentRuns.find(id)?.source.title ?? ownFleets.find(id)?.title ?? 'Nothing';
}
