import type { Action } from '../../../simulator/index.ts';
import type { LentRuns } from '../sharing/lent-runs.ts';
import { otherSide } from './pair-acts.ts';
import type { Engines } from './pair-acts.ts';
import type { PairRun } from './pair-run.ts';

interface Given {
  /** Where the run stood that the actions are of. */
  readonly atUs: number;
  readonly told: readonly string[];
  readonly notice: string | null;
}

/** Of the run's own course, not of anybody's will: they mean nothing to another fleet. */
const ofItsOwn: ReadonlySet<string> = new Set(['hung', 'request', 'hang up', 'undo', 'restore']);

/** What was done to one fleet is to be done to both, at its own time; on the other side to the counterpart, where there is one. */
export async function giveActs(run: PairRun, engines: Engines, lentRuns: LentRuns): Promise<Given> {
  if (run.acts === null) return { atUs: 0, told: [], notice: null };
  const lent = lentRuns.find(run.acts)?.run;
  if (!lent) {
    const notice = 'What was done in the workbench is not here any more: both begin with nothing done to them.';
    return { atUs: 0, told: [], notice };
  }
  const own = run.right === lent.fleet.template ? 'right' : 'left';
  const other = otherSide[own];
  const told = new Set<string>();
  const there = engines[own].map;
  for (const action of lent.actions) {
    await engines[own].schedule(action);
    const found = there && (await engines[other].ask({ about: 'counterpart', of: partsOf(action), there }));
    if (found?.ok && !ofItsOwn.has(action.verb)) await engines[other].schedule({ ...action, target: found.target });
    const why = ofItsOwn.has(action.verb) ? 'that is of the other run alone' : found?.ok === false ? found.why : null;
    if (why !== null) told.add(`${action.verb} ${action.target}: nothing was done, for ${why}`);
  }
  return { atUs: lent.atUs, told: [...told], notice: null };
}

function partsOf({ verb, target, sizes }: Action) {
  return { verb, target, files: Object.keys((sizes['files'] as object | undefined) ?? {}) };
}
