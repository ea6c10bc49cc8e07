import type { Point } from './geometry.ts';

const radius = 8;

/** A line through the points, straight between them, its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
  const [first] = points;
  const last = points.at(-1);
  const corners = cornersOf(points).map(({ start, corner, end }) => `L${text(start)}Q${text(corner)} ${text(end)}`);
  return first && last ? `M${text(first)}${corners.join('')}L${text(last)}` : '';
}

/**
 * The same line in pieces, each a straight stretch or a corner. Of a dashed line that runs through a whole chart a browser makes
 * every dash, wherever one looks; of one that is straight only those in sight.
 */
export function roundedPieces(points: readonly Point[]): string[] {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return [];
  const pieces: string[] = [];
  let from = first;
  for (const { start, corner, end } of cornersOf(points)) {
    pieces.push(`M${text(from)}L${text(start)}`, `M${text(start)}Q${text(corner)} ${text(end)}`);
    from = end;
  }
  return [...pieces, `M${text(from)}L${text(last)}`];
}

interface Corner {
  readonly start: Point;
  readonly corner: Point;
  readonly end: Point;
}

function cornersOf(points: readonly Point[]): Corner[] {
  return points.slice(1, -1).map((corner, index) => {
    const before = points[index]!;
    const after = points[index + 2]!;
    const most = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    return { start: towards(corner, before, most), corner, end: towards(corner, after, most) };
  });
}

export interface Track {
  readonly length: number;
  /** Where somebody is who has gone so much of the way, and which way he faces, as a unit vector. */
  readonly at: (share: number) => Point & { readonly dx: number; readonly dy: number };
}

/** The same line for those who travel along it. */
export function trackAlong(points: readonly Point[]): Track {
  const lengths = points.slice(1).map((point, index) => distance(points[index]!, point));
  const length = lengths.reduce((sum, each) => sum + each, 0);
  return {
    length,
    at: (share) => {
      let left = Math.min(1, Math.max(0, share)) * length;
      let index = 0;
      while (index < lengths.length - 1 && left > lengths[index]!) left -= lengths[index++]!;
      const from = points[index]!;
      const to = points[index + 1] ?? from;
      const whole = lengths[index] || 1;
      const dx = (to.x - from.x) / whole;
      const dy = (to.y - from.y) / whole;
      return { x: from.x + dx * left, y: from.y + dy * left, dx, dy };
    },
  };
}

function distance(one: Point, other: Point): number {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / whole) * by, y: from.y + ((to.y - from.y) / whole) * by };
}

function text({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
