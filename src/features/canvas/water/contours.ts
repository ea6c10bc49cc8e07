import type { Point } from '../layout/geometry.ts';

/** How far beyond the fleet the water goes on. */
export const beyond = 4_000;

const waveLength = 90;
const waveHeight = 9;

/** A line that nature drew: always the same for the same number. */
export function waveDown(x: number, fromY: number, toY: number, seed: number): Point[] {
  const steps = Math.max(2, Math.round((toY - fromY) / waveLength));
  return Array.from({ length: steps + 1 }, (_, step) => ({
    x: x + Math.sin(step * 1.7 + seed * 2.3) * waveHeight,
    y: fromY + ((toY - fromY) * step) / steps,
  }));
}

export function waveAcross(y: number, fromX: number, toX: number, seed: number): Point[] {
  return waveDown(y, fromX, toX, seed).map((point) => ({ x: point.y, y: point.x * 0.5 + y * 0.5 }));
}

/** Through the middles between the points, bent at the points. */
export function smooth(points: readonly Point[], start: 'M' | 'L' = 'M'): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return '';
  const bends = points.slice(1, -1).map((point, index) => {
    const next = points[index + 2]!;
    return `Q${text(point)} ${text({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `${start}${text(first)}${bends.join('')}L${text(last)}`;
}

function text({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
