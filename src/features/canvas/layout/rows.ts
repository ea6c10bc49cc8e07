import type { Item, Leg } from './columns.ts';
import { median } from './geometry.ts';
import { spread } from './spread.ts';

export interface Stature {
  readonly height: number;
  /** How far below its top the main line comes in and goes out. */
  readonly port: number;
}

interface RowPlan {
  readonly statureOf: (id: string) => Stature;
  /** Else every column stands around the same middle. */
  readonly isAligned: boolean;
}

/** Between two hulls there is room for a mast with its flag, and for a line to bend. */
const unitsApart = 34;
const besidePassing = 22;
const passingApart = 14;
const passes = 5;

/** How high each item stands: lines as straight as the order in the columns lets them be. */
export function rowsOf(
  columns: readonly (readonly Item[])[],
  legs: readonly Leg[],
  { statureOf, isAligned }: RowPlan,
): Map<string, number> {
  const tops = new Map<string, number>();
  for (const column of columns) stack(column, statureOf, tops);
  const before = neighbours(legs.map(({ from, to }) => [to, from]));
  const after = neighbours(legs.map(({ from, to }) => [from, to]));
  for (let pass = 0; isAligned && pass < passes; pass++) {
    const isForward = pass % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      align(column, isForward ? before : after, statureOf, tops);
    }
  }
  const top = Math.min(...tops.values());
  return new Map([...tops].map(([id, y]) => [id, Math.round(y - top)]));
}

function neighbours(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [id, neighbour] of pairs) found.set(id, [...(found.get(id) ?? []), neighbour]);
  return found;
}

/** One below the other, around the middle. */
function stack(column: readonly Item[], statureOf: (id: string) => Stature, tops: Map<string, number>): void {
  let y = 0;
  column.forEach((item, index) => {
    tops.set(item.id, y);
    y += apart(column, index, statureOf);
  });
  for (const { id } of column) tops.set(id, tops.get(id)! - y / 2);
}

function apart(column: readonly Item[], index: number, statureOf: (id: string) => Stature): number {
  const item = column[index]!;
  const next = column[index + 1];
  const gap =
    item.isPassing && next?.isPassing ? passingApart : item.isPassing || next?.isPassing ? besidePassing : unitsApart;
  return statureOf(item.id).height + gap;
}

function align(
  column: readonly Item[],
  near: ReadonlyMap<string, readonly string[]>,
  statureOf: (id: string) => Stature,
  tops: Map<string, number>,
): void {
  const wanted = column.map(({ id }) => {
    const ports = (near.get(id) ?? []).map((other) => tops.get(other)! + statureOf(other).port);
    const port = median(ports);
    return port === null ? tops.get(id)! : port - statureOf(id).port;
  });
  spread(wanted, (index) => apart(column, index, statureOf)).forEach((y, index) => tops.set(column[index]!.id, y));
}
