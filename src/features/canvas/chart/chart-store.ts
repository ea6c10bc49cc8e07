import { createStore } from 'zustand/vanilla';
import type { FleetMap } from '../../../../simulator/index.ts';
import { recentPace } from '../../../session/readings/recent-pace.ts';
import type { Session } from '../../../session/session.ts';
import type { Shown } from '../../../session/stores/frame-store.ts';
import type { ChartGraph } from '../layout/chart-graph.ts';
import { layoutOf } from '../layout/layout.ts';
import type { ChartLayout } from '../layout/layout.ts';
import { graphOf } from './graph-of.ts';
import { hullFactsIn } from './hull-facts.ts';
import type { HullFacts } from './hull-facts.ts';
import { lineFactsIn } from './line-facts.ts';
import type { LineFacts } from './line-facts.ts';
import { nothingObserved, observedIn } from './observed.ts';
import type { Observed } from './observed.ts';
import { laneFactsIn, quayFactsIn, storeFactsIn } from './quay-facts.ts';
import type { LaneFacts, QuayFacts, StoreFacts } from './quay-facts.ts';
import { isSame, keptSame } from './same.ts';

/** What a chart shows: where things stand, which changes seldom, and how they are, which always does. */
export interface Chart {
  readonly map: FleetMap | null;
  readonly graph: ChartGraph;
  readonly layout: ChartLayout | null;
  readonly hulls: Record<string, HullFacts>;
  readonly lines: Record<string, LineFacts>;
  readonly quays: Record<string, QuayFacts>;
  readonly lanes: Record<string, LaneFacts>;
  readonly stores: Record<string, StoreFacts>;
}

const nothing: Chart = {
  map: null,
  graph: { nodes: [], edges: [] },
  layout: null,
  hulls: {},
  lines: {},
  quays: {},
  lanes: {},
  stores: {},
};

export type ChartStore = ReturnType<typeof createChartStore>;

/** With very many things a picture a second of each has to do. */
const manyNodes = 200;
const pictureEveryMs = 500;
/** Few, so that a pane that is drawn wider does not throw the chart about. */
const aspects = [0.6, 1.4, 2.2] as const;

export function createChartStore({ frames }: Pick<Session, 'frames'>) {
  const store = createStore<Chart>(() => nothing);
  let observed: Observed = nothingObserved;
  let drawnAtMs = -Infinity;
  let aspect: number = aspects[1];
  const take = ({ map, frame, past }: Shown): void => {
    if (!map) {
      observed = nothingObserved;
      return store.setState(nothing, true);
    }
    const before = store.getState();
    const seen = frame ? observedIn(frame, map === before.map ? observed : nothingObserved) : nothingObserved;
    const isNew = map !== before.map || seen !== observed;
    observed = seen;
    const drawn = isNew ? drawnAnew(before, map, { observed: seen, aspect }) : before;
    const isMany = drawn.graph.nodes.length > manyNodes;
    const nowMs = performance.now();
    if (!isNew && isMany && frame?.playing && nowMs - drawnAtMs < pictureEveryMs) return;
    drawnAtMs = nowMs;
    store.setState(frame ? { ...drawn, ...factsNow(drawn, map, { frame, past }) } : drawn, true);
  };
  return {
    ...store,
    /** The chart is laid out for panes of about this shape, width by height. */
    setAspect: (given: number) => {
      const nearest = aspects.toSorted((a, b) => Math.abs(a - given) - Math.abs(b - given))[0]!;
      if (nearest === aspect) return;
      aspect = nearest;
      const { map, graph } = store.getState();
      if (map) store.setState({ layout: layoutOf(graph, aspect) });
    },
    /** Follows the frames until the returned function is called. */
    follow: (): (() => void) => {
      take(frames.getState());
      return frames.subscribe(take);
    },
  };
}

interface Ground {
  readonly observed: Observed;
  readonly aspect: number;
}

function drawnAnew(before: Chart, map: FleetMap, { observed, aspect }: Ground): Chart {
  const graph = graphOf(map, observed);
  // What was seen is often what the fleet file had said already.
  if (before.layout && isSame(before.graph, graph)) return { ...before, map };
  return { ...before, map, graph, layout: layoutOf(graph, aspect) };
}

function factsNow(
  before: Chart,
  map: FleetMap,
  { frame, past }: { readonly frame: NonNullable<Shown['frame']>; readonly past: Shown['past'] },
): Pick<Chart, 'hulls' | 'lines' | 'quays' | 'lanes' | 'stores'> {
  const pace = recentPace(past, frame);
  const [then] = past;
  return {
    hulls: keptSame(before.hulls, hullFactsIn(map.processes, frame, pace)),
    lines: keptSame(before.lines, lineFactsIn(before.graph.edges, { frame, past: then, pace })),
    quays: keptSame(before.quays, quayFactsIn(map, frame)),
    lanes: keptSame(before.lanes, laneFactsIn(map, frame, then)),
    stores: keptSame(before.stores, storeFactsIn(map, frame, then)),
  };
}
