import type { Unit } from './bands.ts';
import { columnsOf } from './columns.ts';
import type { ColumnPlan, Columns, Item } from './columns.ts';
import type { Point, Rect, Span } from './geometry.ts';
import { ordered } from './ordering.ts';
import { rowsOf } from './rows.ts';
import type { Stature } from './rows.ts';
import { trackOf } from './trunks.ts';
import type { Trunk } from './trunks.ts';
import { portOf, unitSize } from './units.ts';

/** Room before a door, in which the label of a line fits. */
const labelRoom = 78;
const trackApart = 11;
const channelEdge = 14;

/** A column's place: its units stand between left and right, and lines go up and down from right to the next left. */
export interface ColumnPlace {
  readonly left: number;
  readonly right: number;
  readonly depth: number;
}

export interface Band {
  readonly units: ReadonlyMap<string, Rect & { readonly column: number }>;
  readonly columns: readonly ColumnPlace[];
  /** Where a line beside a column goes up or down, counted from the column. */
  readonly besideX: (column: number, place: number) => number;
  /** Where the lines between units go that lead forward; the others have none. */
  readonly route: (from: string, to: string) => readonly Point[] | null;
  /** On which heights lines come in, from a unit's top. */
  readonly doors: ReadonlyMap<string, Span>;
  readonly width: number;
  readonly height: number;
}

const passing: Stature = { height: 0, port: 0 };

export interface BandPlan extends ColumnPlan {
  readonly units: readonly Unit[];
  /** How many lines leave the units of a column that stand above others, for below: they go down beside it. */
  readonly leaving: (items: readonly (readonly Item[])[], way: Columns['way']) => readonly number[];
}

export function bandOf({ units, leaving, ...plan }: BandPlan): Band {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const columns = columnsOf([...byId.keys()], plan);
  const items = ordered(columns);
  const statures = new Map(
    units.map((unit) => [unit.id, { height: unitSize(unit).height, port: portOf(unit.node) }] as const),
  );
  const statureOf = (id: string): Stature => statures.get(id) ?? passing;
  const tops = rowsOf(items, columns.legs, { statureOf, isAligned: plan.goRound });
  const portY = (id: string): number => tops.get(id)! + statureOf(id).port;
  const entries = entriesOf(columns, portY);
  const channels = items.map((_, column) => trunksIn(columns, column, portY, entries));
  const tracks = channels.map(trackOf);
  const beside = leaving(items, columns.way);
  const places = placesOf(items, columns, byId, tracks, beside);
  const trackX = (column: number, from: string): number =>
    places[column]!.right + channelEdge + (beside[column]! + (tracks[column]!.get(from) ?? 0)) * trackApart;
  const rects = new Map(
    items.flatMap((column, index) =>
      column.flatMap(({ id }) => {
        const unit = byId.get(id);
        if (!unit) return [];
        return [[id, { x: places[index]!.left, y: tops.get(id)!, ...unitSize(unit), column: index }] as const];
      }),
    ),
  );
  const bottoms = [...tops].map(([id, y]) => y + statureOf(id).height);
  return {
    units: rects,
    columns: places,
    besideX: (column, place) => places[column]!.right + channelEdge + place * trackApart,
    doors: doorsOf(entries, tops),
    width: places.at(-1)?.right ?? 0,
    height: Math.max(0, ...bottoms),
    route: (from, to) => {
      const stops = columns.way(from, to);
      if (!stops) return null;
      const first = rects.get(from)!;
      const node = byId.get(from)!.node;
      const isWide = node.kind === 'shore' || node.kind === 'quay';
      return routeAlong(stops, first, { portY, entries, trackX, endX: rects.get(to)!.x, isWide, node });
    },
  };
}

/** A leg's own height where it comes in: several lines to one door come in one beside the other. */
type Entries = ReadonlyMap<string, ReadonlyMap<string, number>>;

const entriesApart = 13;

function entriesOf({ legs }: Columns, portY: (id: string) => number): Entries {
  const callers = new Map<string, string[]>();
  for (const { from, to } of legs) callers.set(to, [...(callers.get(to) ?? []), from]);
  return new Map(
    [...callers].map(([to, froms]) => {
      const sorted = froms.sort((a, b) => portY(a) - portY(b));
      const port = portY(to);
      const distances = sorted.map((from) => Math.abs(portY(from) - port));
      // The one that is straight stays straight.
      const main = distances.indexOf(Math.min(...distances));
      return [to, new Map(sorted.map((from, index) => [from, port + (index - main) * entriesApart]))];
    }),
  );
}

function trunksIn(columns: Columns, column: number, portY: (id: string) => number, entries: Entries): Trunk[] {
  const ends = new Map<string, number[]>();
  for (const { from, to, column: at } of columns.legs) {
    if (at === column) ends.set(from, [...(ends.get(from) ?? []), entries.get(to)!.get(from)!]);
  }
  return [...ends].map(([from, endYs]) => ({ from, startY: portY(from), endYs }));
}

function placesOf(
  items: readonly (readonly Item[])[],
  { depths }: Columns,
  byId: ReadonlyMap<string, Unit>,
  tracks: readonly ReadonlyMap<string, number>[],
  beside: readonly number[],
): ColumnPlace[] {
  let left = 0;
  return items.map((column, index) => {
    const widths = column.map(({ id }) => (byId.has(id) ? unitSize(byId.get(id)!).width : 0));
    const right = left + Math.max(0, ...widths);
    const place = { left, right, depth: depths[index]! };
    const trackCount = Math.max(0, ...[...tracks[index]!.values()].map((track) => track + 1));
    left = right + channelEdge + (beside[index]! + trackCount) * trackApart + labelRoom;
    return place;
  });
}

function doorsOf(entries: Entries, tops: ReadonlyMap<string, number>): Map<string, Span> {
  return new Map(
    [...entries].map(([id, byCaller]) => {
      const ys = [...byCaller.values()].map((y) => y - tops.get(id)!);
      return [id, { from: Math.min(...ys), to: Math.max(...ys) }];
    }),
  );
}

interface Heights {
  readonly portY: (id: string) => number;
  readonly entries: Entries;
  readonly trackX: (column: number, from: string) => number;
  readonly endX: number;
  readonly isWide: boolean;
  readonly node: Unit['node'];
}

function routeAlong(stops: readonly string[], first: Rect & { column: number }, heights: Heights): Point[] {
  const { portY, entries, trackX, endX, isWide, node } = heights;
  const startY = portY(stops[0]!);
  const points: Point[] = [{ x: first.x + node.width, y: startY }];
  for (let index = 1; index < stops.length; index++) {
    const from = stops[index - 1]!;
    const y = entries.get(stops[index]!)!.get(from)!;
    const before = points.at(-1)!;
    if (y !== before.y) {
      const x = trackX(first.column + index - 1, from);
      points.push({ x, y: before.y }, { x, y });
    }
  }
  points.push({ x: endX, y: points.at(-1)!.y });
  return isWide ? startedLevel(points, first, node.height) : points;
}

/** The shore and a quay are long: a line may leave them on the height on which it arrives, if that is one of theirs. */
function startedLevel(points: Point[], from: Rect, height: number): Point[] {
  const [start, , turned] = points;
  const isBeyond = !turned || (height > 0 && (turned.y < from.y + 8 || turned.y > from.y + height - 8));
  if (isBeyond) return points;
  return [{ x: start!.x, y: turned.y }, ...points.slice(3)];
}
