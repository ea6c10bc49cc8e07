import { createStore } from 'zustand/vanilla';
import type { ToReplay } from '../../fleets/sources.ts';
import type { WorldClient } from '../world-client.ts';

/** How far a run that is had again has come. */
export interface ReplayProgress {
  readonly nowUs: number;
  readonly toUs: number;
  /** What it is called, where it is one of several. */
  readonly title: string | null;
}

/** A run is brought to a moment by doing again what was done. How is fetched when there is one to bring. */
export class Replay {
  readonly progress = createStore<{ readonly now: ReplayProgress | null }>(() => ({ now: null }));
  #isCancelled = false;

  /** The run then stands where it has come to. */
  cancel(): void {
    this.#isCancelled = true;
  }

  async run({ engine }: WorldClient, replayed: Omit<ToReplay, 'actions'>, signal: AbortSignal): Promise<string> {
    const { whatCameOfIt } = await import('./in-slices.ts');
    const reachedUs = await this.bring(replayed.atUs, (untilUs) => engine.bring(untilUs), signal);
    await engine.advance(reachedUs);
    return whatCameOfIt(await engine.moment(), replayed);
  }

  /** From the beginning on, in steps, unseen; gives where time stands when it is there, or was stopped. */
  async bring(
    toUs: number,
    bring: (untilUs: number) => Promise<unknown>,
    signal: AbortSignal,
    title: string | null = null,
  ): Promise<number> {
    this.#isCancelled = false;
    const isEnough = (nowUs: number): boolean => {
      this.progress.setState({ now: { nowUs, toUs, title } });
      return this.#isCancelled;
    };
    try {
      isEnough(0);
      const { inSlices } = await import('./in-slices.ts');
      return await inSlices(toUs, bring, signal, isEnough);
    } finally {
      this.progress.setState({ now: null });
    }
  }
}
