import { createStore } from 'zustand/vanilla';
import type { Explored, ExploreProgress, FoundRun } from '../../../../simulator/index.ts';
import type { EngineInUse } from '../engine-in-use.ts';
import { problemOf } from '../engine-problem.ts';
import type { EngineProblem } from '../engine-problem.ts';
import type { ExploreSearch } from './explore-search.ts';
import type { Branches } from '../../sharing/branches.ts';

export interface ExploringState {
  readonly phase: 'idle' | 'starting' | 'searching' | 'making smaller' | 'done' | 'failed';
  readonly progress: ExploreProgress | null;
  /** What came of it, once it is over. */
  readonly explored: Explored | null;
  /** The fleet that it is about, by its title. */
  readonly title: string;
  /** Of real time, until all runs are done; null while nobody can tell. */
  readonly leftMs: number | null;
  readonly problem: EngineProblem | null;
}

export interface ExploreParts {
  readonly branches: Branches;
  readonly engine: Pick<EngineInUse, 'moment' | 'ask'>;
}

const nothing: ExploringState = {
  ...{ phase: 'idle', progress: null, explored: null, title: '', leftMs: null, problem: null },
};

/** Other runs of the fleet, beside the one that is seen. It outlives the pane that shows it, and the run too. */
export class Exploring {
  readonly store = createStore<ExploringState>(() => nothing);
  readonly #parts: ExploreParts;
  #search: ExploreSearch | null = null;
  #ending: AbortController | null = null;

  constructor(parts: ExploreParts) {
    this.#parts = parts;
  }

  get isOn(): boolean {
    return !['idle', 'done', 'failed'].includes(this.store.getState().phase);
  }

  async start(runs: number): Promise<void> {
    if (this.isOn) return;
    this.store.setState({ ...nothing, phase: 'starting' }, true);
    const ending = (this.#ending = new AbortController());
    try {
      const search = await this.#brought();
      if (!(await search.run(runs, ending.signal))) this.store.setState(nothing, true);
    } catch (error) {
      if (!ending.signal.aborted) this.store.setState({ phase: 'failed', problem: problemOf(error) });
    }
  }

  /** The search first; then making smaller what it found. */
  stop(): void {
    if (this.store.getState().phase !== 'starting') return this.#search?.stop();
    this.#ending?.abort();
    this.store.setState(nothing, true);
  }

  async open(found: FoundRun): Promise<void> {
    await (await this.#brought()).open(found);
  }

  async compare(found: FoundRun): Promise<void> {
    await (await this.#brought()).compare(found);
  }

  /** Whoever never explores does without it. */
  async #brought(): Promise<ExploreSearch> {
    const { ExploreSearch } = await import('./explore-search.ts');
    return (this.#search ??= new ExploreSearch(this.#parts, this.store));
  }
}
