/** How fast a host was once, and what the yardstick said of the machine then. */
export interface Leg {
  /** Virtual seconds for a real one. */
  readonly speed: number;
  /** The slower of the readings before and after. */
  readonly yardMs: number;
}

/** Readings of a machine at rest lie within a fifth of each other, those of one that others use come to half as much again. */
const slowFrom = 1.3;

/** Fewer say nothing about what lies between them. */
const fewestLegs = 3;

/** Which of the legs were run while the machine was nearly as fast as this measurement has ever seen it. */
export function calmLegs(legs: readonly Pick<Leg, 'yardMs'>[], fastestYardMs: number): boolean[] {
  return legs.map(({ yardMs }) => yardMs < fastestYardMs * slowFrom);
}

export interface Middle {
  readonly value: number;
  readonly range?: readonly [number, number];
  /** How many legs don't count, of how many. */
  readonly leftOut?: readonly [number, number];
  readonly caution?: string;
}

/** The median of those that count, and how far these lie apart where there are several. */
export function middleOf(values: readonly number[], counts: readonly boolean[]): Middle {
  const counted = values.filter((_, index) => counts[index]);
  if (counted.length < Math.min(fewestLegs, values.length)) {
    return { ...middle(values), caution: 'the machine was slow' };
  }
  const left = values.length - counted.length;
  return { ...middle(counted), ...(left > 0 && { leftOut: [left, values.length] as const }) };
}

function middle(values: readonly number[]): Middle {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)]!;
  return sorted.length === 1 ? { value } : { value, range: [sorted[0]!, sorted.at(-1)!] };
}
