import { createStore } from 'zustand/vanilla';
import type { SideName } from './curtain.ts';
import { usualPair } from './pair-run.ts';
import type { PairRun } from './pair-run.ts';

/** Whom an act is done to: both where it exists on both, or the side alone where somebody does it. */
export type Aim = 'both' | 'one';

export interface PairState {
  readonly run: PairRun;
  readonly titles: Readonly<Record<SideName, string>>;
  readonly aim: Aim;
  /** The side that was pointed at last: keys and the inspector are about it. */
  readonly side: SideName;
  /** What became of the last act on either side, in words, where that needs saying. */
  readonly told: readonly string[];
}

export function createPairStore() {
  return createStore<PairState>(() => ({
    run: usualPair,
    titles: { left: '', right: '' },
    aim: 'both',
    side: 'left',
    told: [],
  }));
}

export type PairStore = ReturnType<typeof createPairStore>;
