import type { StoreApi } from 'zustand/vanilla';
import type { Action, ExploreProgress, FoundRun } from '../../../../simulator/index.ts';
import { FoundBranches } from '../../sharing/found-branches.ts';
import { go } from '../../stores/place-store.ts';
import type { FleetSource } from '../../work/fleet-source.ts';
import { withChanges } from '../../work/fleet-source.ts';
import { exploreRuns } from './explore-runs.ts';
import { leftMsOf } from './left-ms.ts';
import type { ExploreParts, ExploringState } from './exploring.ts';

/** A fleet as the beginning of other runs. */
interface Explorable {
  readonly source: FleetSource;
  readonly seed: string;
  /** Done to each run at its beginning. */
  readonly actions: readonly Action[];
}

/** Clients come for twenty seconds of it; the rest is for putting things right. */
const runUs = 60_000_000;
/** The fleet that is seen and the page itself want one each; and every run has a realm of its own, which takes memory. */
const coresLeft = 2;
const runsAtOnceMost = 8;

/** What exploring does, once somebody explores. */
export class ExploreSearch {
  readonly #parts: ExploreParts;
  readonly #store: StoreApi<ExploringState>;
  readonly #found: FoundBranches;
  #about: Explorable | null = null;
  #stop: () => void = () => {};

  constructor(parts: ExploreParts, store: StoreApi<ExploringState>) {
    this.#parts = parts;
    this.#store = store;
    this.#found = new FoundBranches(parts.branches);
  }

  /** False where there is no fleet to begin with. */
  async run(runs: number, signal: AbortSignal): Promise<boolean> {
    const about = (this.#about = await explorable(this.#parts.engine));
    if (!about) return false;
    const { source, seed, actions } = about;
    signal.throwIfAborted();
    this.#store.setState({ title: source.title });
    const width = Math.min(runsAtOnceMost, Math.max(1, navigator.hardwareConcurrency - coresLeft));
    const begunMs = performance.now();
    // What is told on the way may come later than what came of it.
    let isOver = false;
    const explored = await exploreRuns(
      { files: source.files, entry: source.entry, seed, runs, forUs: runUs, actions, width },
      (progress) => !isOver && !signal.aborted && this.#tell(progress, performance.now() - begunMs),
      (stop) => (this.#stop = stop),
      signal,
    );
    isOver = true;
    for (const found of explored.found) await this.#found.of(found, source);
    this.#store.setState({ phase: 'done', progress: explored, explored });
    return true;
  }

  stop(): void {
    this.#stop();
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
    this.#store.setState({ progress, phase: progress.phase, leftMs: leftMsOf(progress, goneMs) });
  }
}

/** What runs there now, as the beginning of another run: its texts, with all code as it is deployed, and what is not over. */
async function explorable(engine: ExploreParts['engine']): Promise<Explorable | null> {
  const [standing, files] = await Promise.all([engine.moment(), engine.ask({ about: 'files' })]);
  if (!standing || !files) return null;
  const { source, seed, moment } = standing;
  const texts = Object.values(source.files);
  const deployed = files.filter(({ text }) => !texts.includes(text)).map(({ path, text }) => [path, text] as const);
  const actions = moment.standing.filter(({ verb }) => verb !== 'deploy');
  return { source: withChanges(source, Object.fromEntries(deployed)), seed, actions };
}
