export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export function overlaps(one: Rect, other: Rect, apart = 0): boolean {
  return (
    one.x < other.x + other.width + apart &&
    other.x < one.x + one.width + apart &&
    one.y < other.y + other.height + apart &&
    other.y < one.y + one.height + apart
  );
}

/** A stretch of a vertical or horizontal track. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(one: number, other: number): Span {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

export function touch(one: Span, other: Span, apart = 0): boolean {
  return one.from <= other.to + apart && other.from <= one.to + apart;
}

/** The middle one; of two middle ones the first, so that one line at least is straight. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
