import type { Branch, Branches } from './branches.ts';
import type { SharedRun } from './shared-run.ts';

/**
 * The run as it was up to a moment and what was done to it afterwards, and the same run with that left out; from then on they
 * are two. What was `changed` is so from the start.
 */
export async function fork(
  branches: Branches,
  run: SharedRun,
  atUs: number,
  changed: Pick<SharedRun, 'fleet' | 'actions'> | null = null,
): Promise<readonly [string, string]> {
  const moment = `${(atUs / 1_000_000).toFixed(1)} s`;
  // What the run had come to later says nothing of this moment.
  const digest = run.atUs === atUs ? run.digest : null;
  const trunk =
    known(branches, run, atUs) ??
    (await branches.add('As it was', { ...run, atUs, digest }, { from: null, of: run.digest }));
  const actions = (changed ?? run).actions.filter((action) => action.atUs < atUs);
  const branched = { ...run, ...changed, actions, atUs, digest: changed ? null : digest };
  const title = changed ? `What if it had been changed from the start` : `What if, from ${moment}`;
  return [trunk, await branches.add(freeTitle(branches, title), branched, { from: trunk })];
}

/** Two branches of one moment have one run beside them. */
function known(branches: Branches, run: SharedRun, atUs: number): string | null {
  const isIt = ({ id, from, atUs: otherUs, of }: Branch): boolean => {
    const other = branches.runOf(id);
    const isSame = of === run.digest && other?.seed === run.seed && other.fleet.entry === run.fleet.entry;
    return from === null && otherUs === atUs && isSame;
  };
  return branches.store.getState().branches.find(isIt)?.id ?? null;
}

/** As it is, or with a number behind it where another branch is called so. */
export function freeTitle(branches: Branches, title: string): string {
  const taken = new Set(branches.store.getState().branches.map((branch) => branch.title));
  if (!taken.has(title)) return title;
  let number = 2;
  while (taken.has(`${title} (${number})`)) number++;
  return `${title} (${number})`;
}
