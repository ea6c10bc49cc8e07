import type { CheckReading } from '../../../../simulator/index.ts';

interface CheckBar {
  /** Both as shares of the bar's length. */
  readonly value: number;
  readonly target: number;
}

/** Some room behind the target, so that it can be seen to be passed. */
const roomBehind = 1.25;

/** Null where there is nothing that could be compared. */
export function barOf({ value, target, unit }: CheckReading): CheckBar | null {
  if (value === null || target === null || value < 0) return null;
  const largest = Math.max(value, target.value);
  const most = unit === 'share' && largest <= 1 ? 1 : largest * roomBehind;
  return most > 0 ? { value: value / most, target: target.value / most } : { value: 0, target: 0 };
}
