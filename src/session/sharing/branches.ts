import { createStore } from 'zustand/vanilla';
import type { LentRuns } from './lent-runs.ts';
import type { RunToHave } from './shared-run.ts';

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

  runOf(id: string): RunToHave | undefined {
    return this.#runs.find(id)?.run;
  }
}
