import { createStore } from 'zustand/vanilla';
import type { Action, Explored, ExploreProgress, FoundRun } from '../../../simulator/index.ts';
import { problemOf } from './engine-problem.ts';
import type { EngineProblem } from './engine-problem.ts';
import type { Branches } from '../sharing/branches.ts';
import { FoundBranches } from '../sharing/found-branches.ts';
import { go } from '../stores/place-store.ts';
import type { FleetSource } from '../work/fleet-source.ts';

/** A fleet as the beginning of other runs. */
export interface Explorable {
  readonly source: FleetSource;
  readonly seed: string;
  /** Done to each run at its beginning. */
  readonly actions: readonly Action[];
}

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

interface Parts {
  readonly branches: Branches;
  readonly explorable: () => Promise<Explorable | null>;
}

const nothing: ExploringState = {
  ...{ phase: 'idle', progress: null, explored: null, title: '', leftMs: null, problem: null },
};
/** Whoever never explores does without. */
const ofRuns = () => import('./explore-runs.ts');
/** Clients come for twenty seconds of it; the rest is for putting things right. */
const runUs = 60_000_000;
/** The fleet that is seen and the page itself want one each; and every run has a realm of its own, which takes memory. */
const coresLeft = 2;
const runsAtOnceMost = 8;

/** As long as the runs that are done took, each of those that are not; the first ones only say so much. */
export function leftMsOf({ phase, runsDone, runs }: ExploreProgress, goneMs: number): number | null {
  return phase === 'searching' && runsDone > 1 ? (goneMs / runsDone) * (runs - runsDone) : null;
}

/** Other runs of the fleet, beside the one that is seen. It outlives the pane that shows it, and the run too. */
export class Exploring {
  readonly store = createStore<ExploringState>(() => nothing);
  readonly #parts: Parts;
  readonly #found: FoundBranches;
  #about: Explorable | null = null;
  #stop: () => void = () => {};
  #ending: AbortController | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#found = new FoundBranches(parts.branches);
  }

  get isOn(): boolean {
    return !['idle', 'done', 'failed'].includes(this.store.getState().phase);
  }

  async start(runs: number): Promise<void> {
    if (this.isOn) return;
    this.store.setState({ ...nothing, phase: 'starting' }, true);
    const ending = (this.#ending = new AbortController());
    try {
      const about = (this.#about = await this.#parts.explorable());
      if (!about) return this.store.setState(nothing, true);
      const { source, seed, actions } = about;
      this.store.setState({ title: source.title });
      const width = Math.min(runsAtOnceMost, Math.max(1, navigator.hardwareConcurrency - coresLeft));
      const { exploreRuns } = await ofRuns();
      const begunMs = performance.now();
      const explored = await exploreRuns(
        { files: source.files, entry: source.entry, seed, runs, forUs: runUs, actions, width },
        (progress) => this.isOn && this.#tell(progress, performance.now() - begunMs),
        (stop) => (this.#stop = stop),
        ending.signal,
      );
      for (const found of explored.found) await this.#found.of(found, source);
      this.store.setState({ phase: 'done', progress: explored, explored });
    } catch (error) {
      if (!ending.signal.aborted) this.store.setState({ phase: 'failed', problem: problemOf(error) });
    }
  }

  /** The search first; then making smaller what it found. */
  stop(): void {
    if (this.store.getState().phase !== 'starting') return this.#stop();
    this.#ending?.abort();
    this.store.setState(nothing, true);
  }

  /** The run stands right before its first fault, as a branch; the way back is the browser's. */
  async open(found: FoundRun): Promise<void> {
    if (!this.#about) return;
    const { id } = await this.#found.of(found, this.#about.source);
    go({ at: 'play', run: { fleet: id, seed: found.seed, isQuiet: false } });
  }

  /** Beside the same run with nothing broken: they come apart at the first fault. */
  async compare(found: FoundRun): Promise<void> {
    if (!this.#about) return;
    const { id, undisturbed } = await this.#found.of(found, this.#about.source);
    const { seed } = found;
    if (undisturbed !== null) go({ at: 'compare', pair: { left: undisturbed, right: id, seed, acts: null } });
  }

  #tell(progress: ExploreProgress, goneMs: number): void {
    this.store.setState({ progress, phase: progress.phase, leftMs: leftMsOf(progress, goneMs) });
  }
}
