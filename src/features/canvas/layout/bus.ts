import type { Band } from './band.ts';
import type { ChartEdge, ChartNode } from './chart-graph.ts';
import { spanOf, touch } from './geometry.ts';
import type { Point, Span } from './geometry.ts';
import { spread } from './spread.ts';

/** One end of a line by way of the bus, the room between the two bands. */
interface End {
  readonly edge: string;
  readonly unit: string;
  readonly isBefore: boolean;
  readonly node: ChartNode;
  /** Which of its unit's ends it is. */
  readonly index: number;
}

export interface BusPlan {
  readonly edges: readonly ChartEdge[];
  readonly before: Band;
  readonly after: Band;
  readonly nodeOf: (unit: string) => ChartNode;
  /** From the chart's corner. */
  readonly afterX: (busXs: readonly number[]) => number;
}

export interface Bus {
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  /** Where the second band begins. */
  readonly after: Point;
  readonly top: number;
}

const trackApart = 12;
const margin = 22;
const portApart = 18;

/** Whether something stands between a unit and the bus. */
function isBehind(band: Band, unit: string, isBefore: boolean): boolean {
  const own = band.units.get(unit)!;
  return [...band.units].some(
    ([id, { column, y }]) => id !== unit && column === own.column && (isBefore ? y > own.y : y < own.y),
  );
}

/** Lines that do not lead forward in their band go down or up to the bus, along it, and on. */
export function busOf(plan: BusPlan): Bus {
  const { edges, before, after } = plan;
  const ends = endsOf(plan);
  const beside = besideIndexes(plan, ends);
  const xBefore = new Map(ends.filter(({ isBefore }) => isBefore).map((end) => [end, endX(before, end, beside, 0)]));
  const afterX = plan.afterX([...xBefore.values()]);
  const xOf = new Map([
    ...xBefore,
    ...ends.filter(({ isBefore }) => !isBefore).map((end) => [end, endX(after, end, beside, afterX)] as const),
  ]);
  const pairs = edges.map(({ id }) => ends.filter(({ edge }) => edge === id));
  levelQuays(plan, pairs, beside, xOf, afterX);
  const tracks: Span[][] = [];
  const trackOf = new Map(
    pairs.map((pair) => {
      const [from, to] = pair.map((end) => xOf.get(end)!);
      return [pair, from === to ? 0 : takenTrack(tracks, spanOf(from!, to!))];
    }),
  );
  const top = before.height + margin;
  const afterY = top + tracks.length * trackApart + margin;
  const offsets = { before: { x: 0, y: 0 }, after: { x: afterX, y: afterY } };
  const routes = pairs.map((pair) => {
    const [from, to] = pair as [End, End];
    const y = top + trackOf.get(pair)! * trackApart;
    const middle =
      xOf.get(from) === xOf.get(to)
        ? []
        : [
            { x: xOf.get(from)!, y },
            { x: xOf.get(to)!, y },
          ];
    const start = toBus(plan, from, xOf.get(from)!, beside, offsets);
    const end = toBus(plan, to, xOf.get(to)!, beside, offsets).toReversed();
    return [from.edge, withoutRepeats([...start, ...middle, ...end])] as const;
  });
  return { routes: new Map(routes), after: offsets.after, top };
}

function endsOf({ edges, before, nodeOf }: BusPlan): End[] {
  const counts = new Map<string, number>();
  return edges.flatMap(({ id, from, to }) =>
    [from, to].map((unit) => {
      const index = counts.get(unit) ?? 0;
      counts.set(unit, index + 1);
      return { edge: id, unit, isBefore: before.units.has(unit), node: nodeOf(unit), index };
    }),
  );
}

/** The nearer to the bus, the nearer to the column: so that ways down do not cross. */
function besideIndexes({ before, after }: BusPlan, ends: readonly End[]): Map<End, number> {
  const found = new Map<End, number>();
  for (const [band, isBefore] of [
    [before, true],
    [after, false],
  ] as const) {
    const behind = ends.filter((end) => end.isBefore === isBefore && isBehind(band, end.unit, isBefore));
    const sorted = behind.sort((one, other) => {
      const apart = band.units.get(other.unit)!.y - band.units.get(one.unit)!.y;
      return (isBefore ? apart : -apart) || one.index - other.index;
    });
    const counts = new Map<number, number>();
    for (const end of sorted) {
      const { column } = band.units.get(end.unit)!;
      found.set(end, counts.get(column) ?? 0);
      counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  return found;
}

function endX(band: Band, end: End, beside: ReadonlyMap<End, number>, offsetX: number): number {
  const { column } = band.units.get(end.unit)!;
  const place = beside.get(end);
  return offsetX + (place === undefined ? portX(band, end) : band.besideX(column, place));
}

function portX(band: Band, { unit, node, index, isBefore }: End): number {
  const { x } = band.units.get(unit)!;
  const along = 28 + (index % 5) * portApart;
  // The mast of a flag stands on the left of the deck: what comes from above comes in on the right.
  return isBefore ? x + along : x + node.width - along;
}

/** A quay is wide enough for lines to come straight down to it. */
function levelQuays(
  { after }: BusPlan,
  pairs: readonly (readonly End[])[],
  beside: ReadonlyMap<End, number>,
  xOf: Map<End, number>,
  offsetX: number,
): void {
  const quays = new Set(pairs.flat().flatMap(({ unit, node }) => (node.kind === 'quay' ? [unit] : [])));
  for (const quay of quays) {
    const wanted = pairs.flatMap((pair) => {
      const end = pair.find(({ unit }) => unit === quay);
      const other = pair.find(({ unit }) => unit !== quay);
      return end && other && !beside.has(end) ? [{ end, x: xOf.get(other)! }] : [];
    });
    const { x, width } = after.units.get(quay)!;
    const left = offsetX + x + 24;
    const right = offsetX + x + width - 24;
    const sorted = wanted.sort((one, other) => one.x - other.x);
    const spreadXs = spread(
      sorted.map((each) => Math.min(right, Math.max(left, each.x))),
      () => portApart,
    );
    // Those that fit are level already; the outermost may have been pushed over the edge.
    sorted.forEach(({ end }, index) => xOf.set(end, Math.min(right, Math.max(left, Math.round(spreadXs[index]!)))));
  }
}

function takenTrack(tracks: Span[][], span: Span): number {
  let track = 0;
  while (tracks[track]?.some((other) => touch(other, span, 8))) track++;
  (tracks[track] ??= []).push(span);
  return track;
}

interface Offsets {
  readonly before: Point;
  readonly after: Point;
}

function toBus(plan: BusPlan, end: End, x: number, beside: ReadonlyMap<End, number>, offsets: Offsets): Point[] {
  const band = end.isBefore ? plan.before : plan.after;
  const offset = end.isBefore ? offsets.before : offsets.after;
  const unit = band.units.get(end.unit)!;
  const wallY = offset.y + (end.isBefore ? unit.y + end.node.height : unit.y);
  if (!beside.has(end)) return [{ x, y: wallY }];
  const turnY = end.isBefore
    ? offset.y + unit.y + unit.height + 12 + (end.index % 4) * 5
    : wallY - 12 - (end.index % 4) * 5;
  const startX = offset.x + portX(band, end);
  return [
    { x: startX, y: wallY },
    { x: startX, y: turnY },
    { x, y: turnY },
  ];
}

function withoutRepeats(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return !before || before.x !== point.x || before.y !== point.y;
  });
}
