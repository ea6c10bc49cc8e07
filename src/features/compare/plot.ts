import type { SeriesAnswer, SeriesBin } from '../../../simulator/index.ts';

export const plotSize = { width: 400, height: 120 } as const;

/** What a chart draws: a value for each bin of time, null where nothing can be said of it. */
export type ValuesOf = (series: SeriesAnswer, nowUs: number) => (number | null)[];

type Counted = Pick<SeriesBin, 'count' | 'failed'>;

/** A bin that has only begun tells nothing yet. */
const leastOfBin = 0.3;
const secondUs = 1_000_000;

/** Of each bin by itself. */
export function ofEachBin(valueOf: (bin: SeriesBin) => number | null): ValuesOf {
  return ({ bins, binUs }, nowUs) => bins.map((bin) => (nowUs - bin.atUs < binUs * leastOfBin ? null : valueOf(bin)));
}

/** Of the second that ends with each bin: a bin may be so short that one request more or less is half of all. */
export function ofASecond(valueOf: (counted: Counted, perSecond: number) => number | null): ValuesOf {
  return ({ bins, binUs }, nowUs) => {
    const most = Math.max(1, Math.round(secondUs / binUs));
    return bins.map(({ atUs }, index) => {
      const endUs = Math.min(atUs + binUs, nowUs);
      const together = bins.slice(Math.max(0, index + 1 - most), index + 1);
      const lastedUs = endUs - together[0]!.atUs;
      if (lastedUs < binUs * leastOfBin) return null;
      const count = together.reduce((sum, bin) => sum + bin.count, 0);
      const failed = together.reduce((sum, bin) => sum + bin.failed, 0);
      return valueOf({ count, failed }, (count / lastedUs) * secondUs);
    });
  };
}

interface Drawn {
  readonly left: string;
  readonly right: string;
  readonly most: number;
}

/** Two lines on one scale, from the start to now. `most` is the top of the scale, where it does not follow the values. */
export function overlaid(
  series: { readonly left: SeriesAnswer; readonly right: SeriesAnswer },
  valuesOf: ValuesOf,
  nowUs: number,
  most?: number,
): Drawn {
  const left = pointsOf(series.left, valuesOf, nowUs);
  const right = pointsOf(series.right, valuesOf, nowUs);
  const largest = Math.max(0, ...[...left, ...right].map(({ value }) => value ?? 0));
  const top = most ?? roundUp(largest);
  return { left: pathThrough(left, top), right: pathThrough(right, top), most: top };
}

/** The newest that says something. */
export function latest(series: SeriesAnswer, valuesOf: ValuesOf, nowUs: number): number | null {
  return valuesOf(series, nowUs).findLast((value) => value !== null) ?? null;
}

interface Point {
  readonly x: number;
  readonly value: number | null;
}

function pointsOf(series: SeriesAnswer, valuesOf: ValuesOf, nowUs: number): Point[] {
  const values = valuesOf(series, nowUs);
  return series.bins.map(({ atUs }, index) => {
    const x = (Math.min(atUs + series.binUs / 2, nowUs) / Math.max(1, nowUs)) * plotSize.width;
    return { x, value: values[index]! };
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
