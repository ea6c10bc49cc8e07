import type { SeriesAnswer, SeriesBin } from '../../../simulator/index.ts';

export const plotSize = { width: 400, height: 120 } as const;

/** What a chart draws of a bin of time that lasted so long; null where nothing was measured. */
export type ValueOf = (bin: SeriesBin, lastedUs: number) => number | null;

/** A bin that has only begun tells nothing yet. */
const leastOfBin = 0.3;

interface Drawn {
  readonly left: string;
  readonly right: string;
  readonly most: number;
}

/** Two lines on one scale, from the start to now. `most` is the top of the scale, where it does not follow the values. */
export function overlaid(
  series: { readonly left: SeriesAnswer; readonly right: SeriesAnswer },
  valueOf: ValueOf,
  nowUs: number,
  most?: number,
): Drawn {
  const left = pointsOf(series.left, valueOf, nowUs);
  const right = pointsOf(series.right, valueOf, nowUs);
  const largest = Math.max(0, ...[...left, ...right].map(({ value }) => value ?? 0));
  const top = most ?? roundUp(largest);
  return { left: pathThrough(left, top), right: pathThrough(right, top), most: top };
}

/** The newest that says something. */
export function latest({ bins, binUs }: SeriesAnswer, valueOf: ValueOf, nowUs: number): number | null {
  for (const bin of bins.toReversed()) {
    const lastedUs = Math.min(binUs, nowUs - bin.atUs);
    const value = lastedUs < binUs * leastOfBin ? null : valueOf(bin, lastedUs);
    if (value !== null) return value;
  }
  return null;
}

interface Point {
  readonly x: number;
  readonly value: number | null;
}

function pointsOf({ bins, binUs }: SeriesAnswer, valueOf: ValueOf, nowUs: number): Point[] {
  return bins.map((bin) => {
    const lastedUs = Math.min(binUs, nowUs - bin.atUs);
    const x = (Math.min(bin.atUs + binUs / 2, nowUs) / Math.max(1, nowUs)) * plotSize.width;
    return { x, value: lastedUs < binUs * leastOfBin ? null : valueOf(bin, lastedUs) };
  });
}

/** Broken where nothing was measured. */
function pathThrough(points: readonly Point[], top: number): string {
  const yOf = (value: number): string =>
    (plotSize.height - 3 - Math.min(1, value / top) * (plotSize.height - 8)).toFixed(1);
  return points
    .map(({ x, value }, index) => {
      if (value === null) return '';
      const hasBefore = (points[index - 1]?.value ?? null) !== null;
      return `${hasBefore ? 'L' : 'M'}${x.toFixed(1)},${yOf(value)}`;
    })
    .join('');
}

function roundUp(value: number): number {
  if (value <= 0) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((times) => times * ten).find((step) => step >= value) ?? 10 * ten;
}
