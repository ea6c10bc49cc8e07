import { createStore } from 'zustand/vanilla';
import type { LentRuns } from './lent-runs.ts';
import type { RunToHave, SharedRun } from './shared-run.ts';

/** A run that went another way from a moment on, or the one that it left. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  /** The run that it went away from; null of that one itself. */
  readonly from: string | null;
  readonly atUs: number;
  /** What the whole run had come to that it was made of; null where it is no other run's beginning. */
  readonly of: string | null;
}

interface BranchList {
  readonly branches: readonly Branch[];
  /** The one that was taken away last, with its place. */
  readonly removed: { readonly branch: Branch; readonly index: number } | null;
}

const titleLengthMax = 100;

/** Runs that branched off, as long as the page is open, in the order in which they were made. */
export class Branches {
  readonly store = createStore<BranchList>(() => ({ branches: [], removed: null }));
  readonly #runs: LentRuns;

  constructor(runs: LentRuns) {
    this.#runs = runs;
  }

  /** The run as it was up to a moment and what was done to it afterwards, and the same run with that left out; from then on they are two. */
  async fork(
    run: SharedRun,
    atUs: number,
    changed: SharedRun['fleet'] | null = null,
  ): Promise<readonly [string, string]> {
    const moment = `${(atUs / 1_000_000).toFixed(1)} s`;
    // What the run had come to later says nothing of this moment.
    const digest = run.atUs === atUs ? run.digest : null;
    const trunk =
      this.#known(run, atUs) ?? (await this.add('As it was', { ...run, atUs, digest }, { from: null, of: run.digest }));
    const actions = run.actions.filter((action) => action.atUs < atUs);
    const branched = { ...run, actions, atUs, ...(changed ? { fleet: changed, digest: null } : { digest }) };
    const title = changed ? `What if it had been changed from the start` : `What if, from ${moment}`;
    return [trunk, await this.add(this.free(title), branched, { from: trunk })];
  }

  async add(
    title: string,
    run: RunToHave,
    { from, of = null }: Pick<Branch, 'from'> & Partial<Pick<Branch, 'of'>>,
    by: 'this person' | 'a stranger' = 'this person',
  ): Promise<string> {
    const id = await this.#runs.branch(title, run, by);
    const branch = { id, title, from, atUs: run.atUs, of };
    this.store.setState(({ branches }) => ({ branches: [...branches, branch], removed: null }));
    return id;
  }

  rename(id: string, title: string): void {
    const name = title.trim().slice(0, titleLengthMax);
    if (name === '') return;
    this.#runs.rename(id, name);
    this.store.setState(({ branches }) => ({
      branches: branches.map((branch) => (branch.id === id ? { ...branch, title: name } : branch)),
    }));
  }

  remove(id: string): void {
    const { branches } = this.store.getState();
    const index = branches.findIndex((branch) => branch.id === id);
    const branch = branches[index];
    if (branch) this.store.setState({ branches: branches.toSpliced(index, 1), removed: { branch, index } });
  }

  putBack(): void {
    this.store.setState(({ branches, removed }) => ({
      branches: removed ? branches.toSpliced(removed.index, 0, removed.branch) : branches,
      removed: null,
    }));
  }

  /** Two branches of one moment have one run beside them. */
  #known(run: SharedRun, atUs: number): string | null {
    const isIt = ({ id, from, atUs: otherUs, of }: Branch): boolean => {
      const known = this.#runs.find(id)?.run;
      const isSame = of === run.digest && known?.seed === run.seed && known.fleet.entry === run.fleet.entry;
      return from === null && otherUs === atUs && isSame;
    };
    return this.store.getState().branches.find(isIt)?.id ?? null;
  }

  /** As it is, or with a number behind it where another one is called so. */
  free(title: string): string {
    const taken = new Set(this.store.getState().branches.map((branch) => branch.title));
    if (!taken.has(title)) return title;
    let number = 2;
    while (taken.has(`${title} (${number})`)) number++;
    return `${title} (${number})`;
  }
}
