import { createStore } from 'zustand/vanilla';
import type { EngineFrame, FleetMap } from '../../../simulator/index.ts';
import { announced, silent } from '../readings/announcement.ts';
import type { Announcement } from '../readings/announcement.ts';
import { measured, unmeasured } from '../readings/reached-speed.ts';
import type { ReachedSpeed } from '../readings/reached-speed.ts';

/** Rates are told over this much virtual time. */
const pastUs = 5_000_000;
const framesApartUs = 100_000;

export interface Shown {
  readonly map: FleetMap | null;
  readonly frame: EngineFrame | null;
  /** Frames of the last few virtual seconds, oldest first, the shown one not among them. */
  readonly past: readonly EngineFrame[];
  readonly reached: ReachedSpeed;
  /** For those who listen instead of looking. */
  readonly said: Announcement;
}

const nothing: Shown = { map: null, frame: null, past: [], reached: unmeasured, said: silent };

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
        said: previous ? announced(said, previous, frame, atMs) : said,
      })),
  };
}

export type FrameStore = ReturnType<typeof createFrameStore>;

function extended(past: readonly EngineFrame[], previous: EngineFrame, frame: EngineFrame): readonly EngineFrame[] {
  const newest = past.at(-1);
  const isApart = !newest || previous.virtualUs - newest.virtualUs >= framesApartUs;
  const all = isApart ? [...past, previous] : past;
  // One older than the span stays, so that the span is covered.
  const firstInside = all.findIndex((each) => frame.virtualUs - each.virtualUs < pastUs);
  return firstInside <= 0 ? (firstInside === 0 ? all : all.slice(-1)) : all.slice(firstInside - 1);
}
