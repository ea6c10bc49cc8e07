import { durationText } from '../../../ui/number-text.ts';

/** From the first start to the last end. */
export interface Ruler {
  readonly startUs: number;
  readonly lengthUs: number;
  readonly ticks: readonly { readonly share: number; readonly text: string }[];
}

interface Stretch {
  readonly startUs: number;
  readonly endUs: number;
}

const ticksMax = 6;

export function rulerOf(stretches: readonly Stretch[]): Ruler {
  const startUs = Math.min(...stretches.map((each) => each.startUs));
  // A ruler has a length, even where everything happened at once.
  const lengthUs = Math.max(1, Math.max(...stretches.map((each) => each.endUs)) - startUs);
  const stepUs = stepOf(lengthUs);
  const ticks = Array.from({ length: Math.floor(lengthUs / stepUs) + 1 }, (_none, index) => ({
    share: (index * stepUs) / lengthUs,
    text: index === 0 ? '0' : durationText((index * stepUs) / 1000),
  }));
  return { startUs, lengthUs, ticks };
}

/** 1, 2 or 5 with noughts. */
function stepOf(lengthUs: number): number {
  const ten = 10 ** Math.max(2, Math.floor(Math.log10(lengthUs / ticksMax)));
  return [1, 2, 5, 10].map((times) => times * ten).find((step) => lengthUs / step <= ticksMax) ?? 10 * ten;
}

/** In shares of the ruler. */
export function barOf({ startUs, lengthUs }: Ruler, stretch: Stretch) {
  return {
    from: (stretch.startUs - startUs) / lengthUs,
    width: Math.max(0, stretch.endUs - stretch.startUs) / lengthUs,
  };
}

/** Where words about a bar have room: in it, behind it or before it. */
export function wordsSpot({ from, width }: { readonly from: number; readonly width: number }) {
  if (width > 0.5) return 'in';
  return 1 - from - width >= from ? 'behind' : 'before';
}
