import { momentText } from '../../ui/number-text.ts';
import { createStore } from 'zustand/vanilla';
import type { ToReplay } from '../fleets/sources.ts';
import type { WorldClient } from './world-client.ts';

/** How far a run that is had again has come. */
export interface ReplayProgress {
  readonly nowUs: number;
  readonly toUs: number;
  /** What it is called, where it is one of several. */
  readonly title: string | null;
}

const firstUs = 100_000;
const leastUs = 10_000;
/** A slice is to take about so long, so that the run can be seen to go on, and be stopped in between. */
const sliceMs = 150;

/** Virtual time as it is worked off: the next slice is as long as the last one was fast, and not at once much longer. */
function nextSliceUs(sliceUs: number, tookMs: number): number {
  const times = Math.min(2, sliceMs / Math.max(1, tookMs));
  return Math.max(leastUs, Math.round(sliceUs * times));
}

/** A run is brought to a moment by doing again what was done. */
export class Replay {
  readonly progress = createStore<{ readonly now: ReplayProgress | null }>(() => ({ now: null }));
  #isCancelled = false;

  /** The run then stands where it has come to. */
  cancel(): void {
    this.#isCancelled = true;
  }

  async run(
    { engine }: WorldClient,
    { atUs, digest, said }: Omit<ToReplay, 'actions'>,
    signal: AbortSignal,
  ): Promise<string> {
    const reachedUs = await this.bring(atUs, (untilUs) => engine.bring(untilUs), signal);
    await engine.advance(reachedUs);
    const reached = await engine.moment();
    if (reached.atUs < atUs)
      return `Stopped at ${momentText(reached.atUs)}, of ${momentText(atUs)} that were to be had again.`;
    if (digest === null) return said ?? '';
    return reached.digest === digest
      ? 'Here the run stands as it was before, the same to the bit.'
      : 'This is not the run that was shared: the same fleet, seed and actions come to something else here. ' +
          'The link was made by another version of Flotilla, or changed on its way.';
  }

  /** From the beginning on, in steps, unseen; gives where time stands when it is there, or was stopped. */
  async bring(
    toUs: number,
    bring: (untilUs: number) => Promise<unknown>,
    signal: AbortSignal,
    title: string | null = null,
  ): Promise<number> {
    this.#isCancelled = false;
    let nowUs = 0;
    let sliceUs = firstUs;
    try {
      while (nowUs < toUs && !this.#isCancelled) {
        signal.throwIfAborted();
        this.progress.setState({ now: { nowUs, toUs, title } });
        const untilUs = Math.min(nowUs + sliceUs, toUs);
        const beganMs = performance.now();
        await bring(untilUs);
        sliceUs = nextSliceUs(sliceUs, performance.now() - beganMs);
        nowUs = untilUs;
      }
    } finally {
      this.progress.setState({ now: null });
    }
    return nowUs;
  }
}
