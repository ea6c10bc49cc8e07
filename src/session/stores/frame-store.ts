import { createStore } from 'zustand/vanilla';
import type { EngineFrame, FleetMap, PastPicture } from '../../../simulator/index.ts';
import { announced, silent } from '../readings/announcement.ts';
import type { Announcement } from '../readings/announcement.ts';
import { measured, unmeasured } from '../readings/reached-speed.ts';
import type { ReachedSpeed } from '../readings/reached-speed.ts';

/** Rates are told over this much virtual time. */
const pastUs = 5_000_000;
const framesApartUs = 100_000;
const shortestUs = 50_000;

export interface Shown {
  readonly map: FleetMap | null;
  /** The latest; while somebody looks back, the one of that moment. */
  readonly frame: EngineFrame | null;
  /** Where the run stands, whatever is shown of it. */
  readonly latest: EngineFrame | null;
  readonly isPast: boolean;
  /** Frames of the last few virtual seconds, oldest first, the shown one not among them. */
  readonly past: readonly EngineFrame[];
  readonly reached: ReachedSpeed;
  /** For those who listen instead of looking. */
  readonly said: Announcement;
}

const nothing: Shown = {
  map: null,
  frame: null,
  latest: null,
  isPast: false,
  past: [],
  reached: unmeasured,
  said: silent,
};

/** What is on the screen: the latest frame, or that of a moment which is over, and as much of what was before as rates need. */
export function createFrameStore() {
  const store = createStore<Shown>(() => nothing);
  /** What was before the latest frame, whichever is shown. */
  let before: Shown['past'] = [];
  return {
    ...store,
    clear: () => {
      before = [];
      store.setState(nothing);
    },
    take: (frame: EngineFrame, atMs: number) => {
      const { latest: previous, isPast, reached, said } = store.getState();
      before = previous ? extended(before, previous, frame) : [];
      if (isPast) return store.setState({ latest: frame });
      store.setState({
        frame,
        latest: frame,
        past: worthTelling(before, frame),
        reached: measured(reached, frame, atMs),
        said: previous ? announced(said, previous, frame, atMs) : said,
      });
    },
    lookBack: (picture: PastPicture) =>
      store.setState({ frame: picture.frame, past: picture.before, isPast: true, reached: unmeasured }),
    lookAtNow: () => {
      const { latest, isPast } = store.getState();
      const past = latest ? worthTelling(before, latest) : [];
      if (isPast) store.setState({ frame: latest, past, isPast: false, reached: unmeasured });
    },
  };
}

export type FrameStore = ReturnType<typeof createFrameStore>;

export function firstFrame(frames: FrameStore): Promise<void> {
  return new Promise((resolve) => {
    const stop = frames.subscribe(({ frame }) => {
      if (!frame) return;
      stop();
      resolve();
    });
  });
}

/** Rates of a run that was just brought to a moment, or did no more than one act since, would be rates of nothing. */
function worthTelling(past: readonly EngineFrame[], frame: EngineFrame): readonly EngineFrame[] {
  const [oldest] = past;
  return oldest && frame.virtualUs - oldest.virtualUs >= shortestUs ? past : [];
}

function extended(past: readonly EngineFrame[], previous: EngineFrame, frame: EngineFrame): readonly EngineFrame[] {
  const newest = past.at(-1);
  const isApart = !newest || previous.virtualUs - newest.virtualUs >= framesApartUs;
  const all = isApart ? [...past, previous] : past;
  // One older than the span stays, so that the span is covered.
  const firstInside = all.findIndex((each) => frame.virtualUs - each.virtualUs < pastUs);
  return firstInside <= 0 ? (firstInside === 0 ? all : all.slice(-1)) : all.slice(firstInside - 1);
}
