import { ranksOf } from './ranks.ts';
import type { Hop } from './ranks.ts';

/** What takes a place in a column: a unit, or a line on its way past it. */
export interface Item {
  readonly id: string;
  readonly isPassing: boolean;
}

/** A piece of a line between two neighbouring columns. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  /** That of `from`. */
  readonly column: number;
}

export interface Columns {
  readonly items: Item[][];
  readonly legs: readonly Leg[];
  /** The items that the line from one unit to another goes by, both ends included; null where it does not go forward. */
  readonly way: (from: string, to: string) => readonly string[] | null;
  /** Of each column: how many hops away from the start it is. */
  readonly depths: readonly number[];
}

/** Lines that leave one unit share their way as far as they go together. */
const passing = (from: string, column: number): string => `${from}@${column}`;

export interface ColumnPlan {
  readonly hops: readonly Hop[];
  readonly roots: readonly string[];
  /** They have a say in who stands where, and no line. */
  readonly likely: readonly Hop[];
  /** A rank of more is drawn as several columns. */
  readonly rowsMax: number;
  /** Lines go round what stands in their way; in a very large fleet they go behind it. */
  readonly goRound: boolean;
}

export function columnsOf(ids: readonly string[], { hops, roots, likely, rowsMax, goRound }: ColumnPlan): Columns {
  const ranks = ranksOf(ids, [...hops, ...likely], roots);
  const { columnOf, depths } = splitRanks(ids, { hops, ranks, rowsMax });
  const items: Item[][] = depths.map(() => []);
  for (const id of ids) items[columnOf.get(id)!]!.push({ id, isPassing: false });
  const legs = new Map<string, Leg>();
  const way = (from: string, to: string): string[] | null => {
    const first = columnOf.get(from);
    const last = columnOf.get(to);
    if (first === undefined || last === undefined || last <= first) return null;
    const between = Array.from({ length: goRound ? last - first - 1 : 0 }, (_, index) =>
      passing(from, first + index + 1),
    );
    return [from, ...between, to];
  };
  for (const { from, to } of hops) {
    const stops = way(from, to) ?? [];
    for (let index = 1; index < stops.length; index++) {
      const column = columnOf.get(from)! + index - 1;
      const leg = { from: stops[index - 1]!, to: stops[index]!, column };
      const key = `${leg.from} ${leg.to}`;
      if (legs.has(key)) continue;
      legs.set(key, leg);
      if (index === stops.length - 1 || items[column + 1]!.some(({ id }) => id === leg.to)) continue;
      items[column + 1]!.push({ id: leg.to, isPassing: true });
    }
  }
  return { items, legs: [...legs.values()], way, depths };
}

interface Split {
  readonly hops: readonly Hop[];
  readonly ranks: ReadonlyMap<string, number>;
  readonly rowsMax: number;
}

function splitRanks(ids: readonly string[], { hops, ranks, rowsMax }: Split) {
  const callers = new Set(hops.map(({ from }) => from));
  const columnOf = new Map<string, number>();
  const depths: number[] = [];
  for (let rank = 0; rank <= Math.max(0, ...ranks.values()); rank++) {
    const all = ids.filter((id) => ranks.get(id) === rank);
    // Those who call on stand nearest to whom they call.
    const sorted = [...all.filter((id) => !callers.has(id)), ...all.filter((id) => callers.has(id))];
    const pieces = Math.max(1, Math.ceil(sorted.length / rowsMax));
    const rows = Math.ceil(sorted.length / pieces);
    sorted.forEach((id, index) => columnOf.set(id, depths.length + Math.floor(index / rows)));
    for (let piece = 0; piece < pieces; piece++) depths.push(rank);
  }
  return { columnOf, depths };
}
