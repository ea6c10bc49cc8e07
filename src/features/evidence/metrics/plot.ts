import type { SeriesAnswer, SeriesBin } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import type { ChartKind, ChartLine } from './chart-kinds.ts';

/**
 * Charts are drawn here and not by a library: a fifth of the weight, inks from the tokens by themselves, and keys that move in time.
 * The drawing is stretched to whatever room there is.
 */
export const plotSize = { width: 1000, height: 100, /** Above it stands what the scale ends at. */ topY: 22 };

/** A bin that has only begun would swing. */
const leastOfBin = 0.3;

export interface PlottedLine {
  readonly line: ChartLine;
  readonly path: string;
}

export interface Plot {
  readonly lines: readonly PlottedLine[];
  /** What the top of the drawing stands for; null when there is nothing to draw. */
  readonly most: number | null;
}

/** The lines of a chart over a stretch of time, zero at the bottom. */
export function plotOf(
  { lines, most, unit = 1 }: ChartKind,
  answer: SeriesAnswer,
  stretch: Stretch,
  nowUs: number,
): Plot {
  const bins = answer.bins.filter(({ atUs }) => atUs + answer.binUs > stretch.fromUs && atUs < stretch.untilUs);
  const values = lines.map((line) => bins.map((bin) => valueIn(line, bin, answer.binUs, nowUs)));
  const largest = Math.max(0, ...values.flat().map((value) => value ?? 0));
  const hasAny = values.some((each) => each.some((value) => value !== null));
  const top = most ?? roundUp(largest / unit) * unit;
  const xOf = ({ atUs }: SeriesBin): number =>
    ((Math.min(atUs + answer.binUs / 2, nowUs) - stretch.fromUs) / Math.max(1, stretch.untilUs - stretch.fromUs)) *
    plotSize.width;
  const drawn = lines.map((line, index) => {
    const points = bins.map((bin, at) => ({ x: xOf(bin), value: values[index]![at] ?? null }));
    // Where nothing failed there is no line of failures.
    const isQuiet = line.look === 'bad' && points.every(({ value }) => value === null || value === 0);
    return { line, path: isQuiet ? '' : pathThrough(points, top) };
  });
  return { lines: drawn, most: hasAny ? top : null };
}

/** What a line says in a bin; null of one that has only begun. */
export function valueIn({ value }: ChartLine, bin: SeriesBin, binUs: number, nowUs: number): number | null {
  const lastedUs = Math.min(binUs, nowUs - bin.atUs);
  return lastedUs < binUs * leastOfBin ? null : value(bin, lastedUs);
}

/** The bin that holds a moment, or the last one that says something. */
export function binAt({ bins, binUs }: SeriesAnswer, atUs: number | null, nowUs: number): SeriesBin | null {
  if (atUs !== null) return bins[Math.max(0, Math.min(bins.length - 1, Math.floor(atUs / binUs)))] ?? null;
  return bins.findLast((bin) => nowUs - bin.atUs >= binUs * leastOfBin) ?? null;
}

interface Point {
  readonly x: number;
  readonly value: number | null;
}

/** Broken where nothing was measured; a lonely value is a short stroke, for a point would not be seen. */
function pathThrough(points: readonly Point[], top: number): string {
  const yOf = (value: number): string =>
    (plotSize.height - 2 - Math.min(1, value / Math.max(top, 1e-9)) * (plotSize.height - 2 - plotSize.topY)).toFixed(1);
  return points
    .map(({ x, value }, index) => {
      if (value === null) return '';
      const hasBefore = (points[index - 1]?.value ?? null) !== null;
      const hasAfter = (points[index + 1]?.value ?? null) !== null;
      const place = `${x.toFixed(1)},${yOf(value)}`;
      return hasBefore ? `L${place}` : `M${place}${hasAfter ? '' : 'h3'}`;
    })
    .join('');
}

/** 1, 2 or 5 with noughts: a scale that does not move with each value. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((times) => times * ten).find((step) => step >= value) ?? 10 * ten;
}
