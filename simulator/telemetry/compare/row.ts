import type { ComparisonRow } from '../../wire/view/runs/comparison.ts';

interface How {
  readonly text: (value: number) => string;
  /** Whether less of it is better; null where it is only a price. */
  readonly less: 'better' | 'worse' | null;
}

const notMeasured = 'not measured';

export function rowOf(label: string, left: number | null, right: number | null, { text, less }: How): ComparisonRow {
  const textOf = (value: number | null): string => (value === null ? notMeasured : text(value));
  const difference = left === null || right === null ? 0 : right - left;
  const [isLeftLess, isRightLess] = [difference > 0, difference < 0];
  const isLeftBetter = less === 'better' ? isLeftLess : less === 'worse' && isRightLess;
  const isRightBetter = less === 'better' ? isRightLess : less === 'worse' && isLeftLess;
  return {
    ...{ label, left: textOf(left), right: textOf(right) },
    difference: left === null || right === null ? '' : differenceText(difference, text),
    better: isLeftBetter ? 'left' : isRightBetter ? 'right' : null,
  };
}

function differenceText(difference: number, text: (value: number) => string): string {
  const size = text(Math.abs(difference)).replace(' %', ' points');
  if (Number.parseFloat(size) === 0) return 'the same';
  return difference > 0 ? `+${size}` : `−${size}`;
}

/** A space that does not break, as everywhere on the page. */
const thin = '\u202f';

export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, thin);
}

export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function msText(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

/** A time in seconds. */
export function secondsText(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}
