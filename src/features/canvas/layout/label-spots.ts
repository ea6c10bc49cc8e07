import type { ChartEdge } from './chart-graph.ts';
import { overlaps } from './geometry.ts';
import type { Point, Rect } from './geometry.ts';

/** Where the label of a line stands, and how much of it there is room for. */
export interface LabelSpot extends Point {
  readonly anchor: 'start' | 'middle' | 'end';
  readonly holds: 'all' | 'rate';
  /** Rate above the line and the rest below it, or both on one side of a line that goes up and down. */
  readonly isAcross: boolean;
  /** What it takes up ends so far to the right. */
  readonly endX: number;
}

const whole = { width: 80, height: 30 };
const rateOnly = { width: 42, height: 14 };

interface Candidate {
  readonly spot: LabelSpot;
  readonly boxes: readonly Rect[];
}

/** Never over a hull, nor over another label; crossed by no other line if that can be had. */
export function labelSpots(
  edges: readonly ChartEdge[],
  routes: ReadonlyMap<string, readonly Point[]>,
  rects: ReadonlyMap<string, Rect>,
): Map<string, LabelSpot> {
  const spots = new Map<string, LabelSpot>();
  // What a thousand lines carry is told by the twin table and by who is selected.
  if (edges.length > labelledMax) return spots;
  const standing = [...rects.values()];
  const lines = edges.map(({ id }) => ({ id, pieces: piecesOf(routes.get(id) ?? []) }));
  const placed: Rect[] = [];
  for (const { id, kind } of edges) {
    if (kind === 'store') continue;
    const candidates = candidatesOf(routes.get(id) ?? []).filter(({ boxes }) =>
      boxes.every((box) => [...standing, ...placed].every((other) => !overlaps(box, other, 2))),
    );
    const others = lines.filter((line) => line.id !== id).flatMap(({ pieces }) => pieces);
    const crossedBy = ({ boxes }: Candidate): number =>
      others.filter((piece) => boxes.some((box) => overlaps(box, piece))).length;
    const best = candidates.map((each) => ({ each, cost: crossedBy(each) })).sort((a, b) => a.cost - b.cost)[0];
    if (!best) continue;
    spots.set(id, best.each.spot);
    placed.push(...best.each.boxes);
  }
  return spots;
}

const labelledMax = 160;

/** Nearest to the door first, and all before the rate alone. */
function candidatesOf(points: readonly Point[]): Candidate[] {
  const pieces = points.slice(1).map((to, index) => ({ from: points[index]!, to }));
  const fromDoor = pieces.toReversed();
  return [...fromDoor.flatMap((piece) => along(piece, 'all')), ...fromDoor.flatMap((piece) => along(piece, 'rate'))];
}

function along({ from, to }: { from: Point; to: Point }, holds: LabelSpot['holds']): Candidate[] {
  const size = holds === 'all' ? whole : rateOnly;
  const isLevel = from.y === to.y;
  const length = Math.abs(isLevel ? to.x - from.x : to.y - from.y);
  if (isLevel) {
    if (length < size.width - 4) return [];
    const towardsDoor = Math.sign(to.x - from.x) * (size.width / 2);
    return [to.x - towardsDoor - Math.sign(towardsDoor) * 4, (from.x + to.x) / 2].map((x) => across(x, from.y, holds));
  }
  if (length < 24) return [];
  const shares = [0.5, 0.75, 0.25];
  return shares.flatMap((share) => {
    const y = from.y + (to.y - from.y) * share;
    return (['start', 'end'] as const).map((anchor) => upright(from.x, y, anchor, holds));
  });
}

function across(x: number, y: number, holds: LabelSpot['holds']): Candidate {
  const { width } = holds === 'all' ? whole : rateOnly;
  const above = { x: x - width / 2, y: y - 21, width, height: 14 };
  const below = { x: x - width / 2, y: y + 7, width, height: 14 };
  return {
    spot: { x, y, anchor: 'middle', holds, isAcross: true, endX: x + width / 2 },
    boxes: holds === 'all' ? [above, below] : [above],
  };
}

function upright(x: number, y: number, anchor: 'start' | 'end', holds: LabelSpot['holds']): Candidate {
  const { width, height } = holds === 'all' ? whole : rateOnly;
  const startX = anchor === 'start' ? x + 9 : x - 9;
  const box = { x: anchor === 'start' ? startX : startX - width, y: y - height / 2, width, height };
  return { spot: { x: startX, y, anchor, holds, isAcross: false, endX: box.x + width }, boxes: [box] };
}

function piecesOf(points: readonly Point[]): Rect[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return {
      x: Math.min(from.x, to.x) - 2,
      y: Math.min(from.y, to.y) - 2,
      width: Math.abs(from.x - to.x) + 4,
      height: Math.abs(from.y - to.y) + 4,
    };
  });
}
