import { bandOf } from './band.ts';
import type { Band, BandPlan } from './band.ts';
import { bandsOf } from './bands.ts';
import type { Unit } from './bands.ts';
import { busOf } from './bus.ts';
import { shoreId } from './chart-graph.ts';
import type { ChartEdge, ChartGraph } from './chart-graph.ts';
import type { Point, Rect, Span } from './geometry.ts';
import { labelSpots } from './label-spots.ts';
import type { LabelSpot } from './label-spots.ts';
import { storePlace, storeRoute } from './units.ts';

export interface ChartLayout {
  readonly rects: ReadonlyMap<string, Rect>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly labels: ReadonlyMap<string, LabelSpot>;
  /** Where lines come in at the left wall of a hull, from its top. */
  readonly doors: ReadonlyMap<string, Span>;
  /** From so far to the right on, it is so many hops away from the clients. */
  readonly depths: readonly { readonly x: number; readonly depth: number }[];
  /** What lies below happens after the answer; null where nothing does. */
  readonly answeredY: number | null;
  readonly width: number;
  readonly height: number;
}

/** Up to so many nodes, lines go round everything. */
const goRoundMost = 150;

/**
 * Where everything stands and how the lines go: by hops from the clients, the same for the same fleet and the same shape
 * of pane. Of several ways to break long ranks into columns the one is taken that can be shown largest.
 */
export function layoutOf(graph: ChartGraph, aspect = 1.6): ChartLayout {
  const tries = rowsTried(graph.nodes.length, aspect).map((rows) => drawn(graph, rows, aspect < 1));
  const size = ({ width, height }: Drawing): number => Math.max((width + 40) / aspect, height + 80);
  // Where two are about as large the one with fewer columns is easier to read.
  const best = tries.reduce((before, next) => (size(next) <= size(before) * 1.04 ? next : before));
  const labels = labelSpots(graph.edges, best.routes, best.rects);
  return { ...best, labels, width: Math.max(best.width, ...[...labels.values()].map(({ endX }) => endX)) };
}

function rowsTried(count: number, aspect: number): number[] {
  const even = Math.sqrt(count / aspect);
  if (count > goRoundMost) return [Math.ceil(1.1 * even)];
  if (count > 30) return [Math.ceil(even), Math.ceil(1.5 * even)];
  return [2, 3, 4, 6, 9].filter((rows) => rows === 2 || rows < count);
}

type Drawing = Omit<ChartLayout, 'labels'>;

function drawn(graph: ChartGraph, rowsMax: number, isNarrow: boolean): Drawing {
  const { before: unitsBefore, after: unitsAfter } = bandsOf(graph, isNarrow);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const lines = graph.edges.filter(({ from, to }) => from !== to && nodes.has(from) && nodes.has(to));
  const owned = new Set([...unitsBefore, ...unitsAfter].flatMap(({ stores }) => stores.map(({ id }) => id)));
  const between = lines.filter(({ to }) => !owned.has(to));
  const goRound = graph.nodes.length <= goRoundMost;
  const idsAfter = new Set(unitsAfter.map(({ id }) => id));
  const forwardAfter = between.filter(({ from, to }) => idsAfter.has(from) && idsAfter.has(to)).map(downstream);
  const forwardBefore = between.filter(
    ({ from, to, kind }) => kind !== 'event' && !idsAfter.has(from) && !idsAfter.has(to),
  );
  const before = bandOf({
    units: unitsBefore,
    hops: forwardBefore,
    roots: [shoreId],
    rowsMax,
    goRound,
    likely: likelyHops(unitsBefore, forwardBefore),
    leaving: leavingOf(between, true),
  });
  const roots = unitsAfter.filter(({ node }) => node.kind === 'quay').map(({ id }) => id);
  const after = bandOf({
    units: unitsAfter,
    hops: forwardAfter,
    roots,
    likely: [],
    rowsMax: Math.max(2, rowsMax),
    goRound,
    leaving: leavingOf(between, false),
  });
  return composed({ nodes, lines, between, unitsBefore, unitsAfter, before, after });
}

interface Parts {
  readonly nodes: ReadonlyMap<string, ChartGraph['nodes'][number]>;
  readonly lines: readonly ChartEdge[];
  readonly between: readonly ChartEdge[];
  readonly unitsBefore: readonly Unit[];
  readonly unitsAfter: readonly Unit[];
  readonly before: Band;
  readonly after: Band;
}

function composed({ nodes, lines, between, unitsBefore, unitsAfter, before, after }: Parts): Drawing {
  const routeIn = (band: Band, edge: ChartEdge): readonly Point[] | null => {
    if (!band.units.has(edge.from) || !band.units.has(edge.to)) return null;
    const back = edge.isTwoWay ? band.route(edge.to, edge.from)?.toReversed() : null;
    return back ?? (edge.kind === 'event' && band === before ? null : band.route(edge.from, edge.to));
  };
  const forward = new Map(lines.map((edge) => [edge.id, [routeIn(before, edge), routeIn(after, edge)]] as const));
  const bus = busOf({
    edges: between.filter(({ id }) => forward.get(id)!.every((route) => route === null)),
    before,
    after,
    nodeOf: (unit) => nodes.get(unit)!,
    afterX: (xs) => quayX(xs, before, after),
  });
  const rects = new Map<string, Rect>([
    ...rectsOf(unitsBefore, before, { x: 0, y: 0 }),
    ...rectsOf(unitsAfter, after, bus.after),
  ]);
  const shore = rects.get(shoreId);
  if (shore) rects.set(shoreId, { ...shore, y: 0, height: before.height });
  const moved = (points: readonly Point[]): Point[] =>
    points.map(({ x, y }) => ({ x: x + bus.after.x, y: y + bus.after.y }));
  const routes = new Map(
    lines.map((edge) => {
      const [inBefore, inAfter] = forward.get(edge.id)!;
      const own = (): Point[] => storeRoute(rects.get(edge.from)!, rects.get(edge.to)!);
      return [edge.id, inBefore ?? (inAfter && moved(inAfter)) ?? bus.routes.get(edge.id) ?? own()] as const;
    }),
  );
  const isSplit = unitsAfter.length > 0;
  const all = [...routes.values()].flat();
  const corners = [...rects.values()].map(({ x, y, width, height }) => ({ x: x + width, y: y + height }));
  const ends = [...all, ...corners];
  return {
    rects,
    routes,
    doors: new Map([...before.doors, ...after.doors]),
    depths: depthsOf(before),
    answeredY: isSplit ? bus.top - 8 : null,
    width: ends.reduce((most, { x }) => Math.max(most, x), 0),
    height: ends.reduce((most, { y }) => Math.max(most, y), 0),
  };
}

const widenedMost = 60;

/** Below those who hand it something, so that as many lines as can be come straight down. */
function quayX(xs: readonly number[], before: Band, after: Band): number {
  const start = before.columns[1]?.left ?? 0;
  const quay = after.columns[0]?.right ?? 0;
  const least = Math.min(...xs, before.width);
  const most = Math.max(...xs, 0);
  const middle = xs.length === 0 ? before.width / 2 : (least + most) / 2;
  const inside = Math.min(middle - quay / 2, before.width - after.width);
  const covering = Math.min(most - quay + 24, least - 24, inside + widenedMost);
  return Math.round(Math.max(start, inside, covering));
}

/** What a broker hands out leads away from it, whoever also hands something in. */
function downstream(edge: ChartEdge): { from: string; to: string } {
  return edge.kind === 'event' && edge.isTwoWay ? { from: edge.to, to: edge.from } : edge;
}

/** A process that nobody was seen to call stands where those stand whom the first one calls. */
function likelyHops(units: readonly Unit[], edges: readonly ChartEdge[]): { from: string; to: string }[] {
  const called = new Set(edges.map(({ to }) => to));
  const first = edges.find(({ from }) => from === shoreId)?.to ?? shoreId;
  return units.filter(({ id }) => id !== shoreId && !called.has(id)).map(({ id }) => ({ from: first, to: id }));
}

/** Of each column: how many lines have to pass others of it on their way to the bus. */
function leavingOf(edges: readonly ChartEdge[], isDown: boolean): BandPlan['leaving'] {
  return (items, way) => {
    const ends = new Map<string, number>();
    for (const edge of edges) {
      const { from, to } = isDown ? edge : downstream(edge);
      const isForward = way(from, to) !== null && !(isDown && edge.kind === 'event');
      if (!isForward) for (const id of [from, to]) ends.set(id, (ends.get(id) ?? 0) + 1);
    }
    return items.map((column) => {
      const units = column.filter(({ isPassing }) => !isPassing);
      const behind = isDown ? units.slice(0, -1) : units.slice(1);
      return behind.reduce((sum, { id }) => sum + (ends.get(id) ?? 0), 0);
    });
  };
}

function rectsOf(units: readonly Unit[], band: Band, offset: Point): [string, Rect][] {
  return units.flatMap((whole) => {
    const { id, node, stores } = whole;
    const unit = band.units.get(id)!;
    const x = offset.x + unit.x;
    const y = offset.y + unit.y;
    const own = stores.map((store, index): [string, Rect] => {
      const place = storePlace(whole, index);
      return [store.id, { ...place, x: x + place.x, y: y + place.y }];
    });
    const rect = { x, y, width: node.width, height: node.height };
    return [[id, rect] as [string, Rect], ...own];
  });
}

function depthsOf({ columns }: Band): { x: number; depth: number }[] {
  return columns.flatMap(({ left, depth }, index) => {
    const before = columns[index - 1];
    return before && before.depth !== depth ? [{ x: (before.right + left) / 2, depth }] : [];
  });
}
