import { createStore } from 'zustand/vanilla';
import type { EngineFrame } from '../../simulator/index.ts';
import { changesBetween } from './changes-between.ts';
import { measured, unmeasured } from './reached-speed.ts';
import type { ReachedSpeed } from './reached-speed.ts';

/** Rates are told over this much virtual time. */
const pastMs = 5_000;
const framesApartMs = 100;

export interface Shown {
  readonly frame: EngineFrame | null;
  /** Frames of the last few virtual seconds, oldest first, the shown one not among them. */
  readonly past: readonly EngineFrame[];
  readonly stores: readonly string[];
  readonly reached: ReachedSpeed;
  /** For those who listen instead of looking. */
  readonly said: string;
}

const nothing: Shown = { frame: null, past: [], stores: [], reached: unmeasured, said: '' };

/** What is on the screen: the latest frame, and as much of the past as rates need. */
export function createFrameStore() {
  const store = createStore<Shown>(() => nothing);
  return {
    ...store,
    clear: () => store.setState(nothing),
    take: (frame: EngineFrame, atMs: number) =>
      store.setState(({ frame: previous, past, reached, said }) => ({
        frame,
        past: previous ? extended(past, previous, frame) : [],
        reached: measured(reached, frame, atMs),
        said: (previous ? changesBetween(previous, frame) : '') || said,
      })),
  };
}

export type FrameStore = ReturnType<typeof createFrameStore>;

function extended(past: readonly EngineFrame[], previous: EngineFrame, frame: EngineFrame): readonly EngineFrame[] {
  const newest = past.at(-1);
  const isApart = !newest || previous.virtualMs - newest.virtualMs >= framesApartMs;
  const all = isApart ? [...past, previous] : past;
  // One older than the span stays, so that the span is covered.
  const firstInside = all.findIndex((each) => frame.virtualMs - each.virtualMs < pastMs);
  return firstInside <= 0 ? (firstInside === 0 ? all : all.slice(-1)) : all.slice(firstInside - 1);
}
