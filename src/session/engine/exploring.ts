import { createStore } from 'zustand/vanilla';
import type { Action, Explored, ExploreProgress, FoundRun } from '../../../simulator/index.ts';
import { problemOf } from './engine-problem.ts';
import type { EngineProblem } from './engine-problem.ts';
import type { LentRun, LentRuns } from '../sharing/lent-runs.ts';
import { go } from '../stores/place-store.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import type { Session } from '../session.ts';

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
  readonly problem: EngineProblem | null;
}

interface Parts {
  readonly lentRuns: LentRuns;
  readonly actor: Pick<Session['actor'], 'send'>;
  readonly explorable: () => Promise<Explorable | null>;
}

const nothing: ExploringState = { phase: 'idle', progress: null, explored: null, title: '', problem: null };
/** Whoever never explores does without. */
const ofRuns = () => import('./explore-runs.ts');
/** Clients come for twenty seconds of it; the rest is for putting things right. */
const runUs = 60_000_000;

/** Other runs of the fleet, beside the one that is seen. It outlives the pane that shows it, and the run too. */
export class Exploring {
  readonly store = createStore<ExploringState>(() => nothing);
  readonly #parts: Parts;
  #about: Explorable | null = null;
  #stop: () => void = () => {};
  #ending: AbortController | null = null;

  constructor(parts: Parts) {
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
      const about = (this.#about = await this.#parts.explorable());
      if (!about) return this.store.setState(nothing, true);
      const { source, seed, actions } = about;
      this.store.setState({ title: source.title });
      const width = Math.max(1, Math.floor(navigator.hardwareConcurrency / 2));
      const { exploreRuns } = await ofRuns();
      const explored = await exploreRuns(
        { files: source.files, entry: source.entry, seed, runs, forUs: runUs, actions, width },
        (progress) => this.isOn && this.store.setState({ progress, phase: progress.phase }),
        (stop) => (this.#stop = stop),
        ending.signal,
      );
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

  /** The run opens as one that was sent does, right before its first fault. */
  async open(found: FoundRun): Promise<void> {
    if (!this.#about) return;
    const [{ runOfFound }, { writeLink }] = await Promise.all([ofRuns(), import('../sharing/link-text.ts')]);
    const run = await runOfFound(found, this.#about.source);
    const link = await writeLink(run);
    const lent: LentRun = await this.#parts.lentRuns.take(link, run);
    const opened = { fleet: lent.source.id, seed: found.seed, isQuiet: false };
    this.#parts.actor.send({ type: 'open', run: opened, isPressed: true });
    go({ at: 'run', link });
  }
}
