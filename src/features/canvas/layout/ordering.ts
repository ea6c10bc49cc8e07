import type { Columns, Item } from './columns.ts';

const sweeps = 6;

/** Orders each column so that fewer lines cross: by the mean place of the neighbours, to and fro. */
export function ordered({ items, legs }: Columns): Item[][] {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const { from, to } of legs) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  let best = items.map((column) => [...column]);
  let fewest = crossings(best, after);
  let current = best;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    current = sweep % 2 === 0 ? swept(current, before) : swept(current.toReversed(), after).toReversed();
    const count = crossings(current, after);
    if (count >= fewest) continue;
    best = current;
    fewest = count;
  }
  return best;
}

function swept(columns: readonly Item[][], neighbours: ReadonlyMap<string, readonly string[]>): Item[][] {
  const done: Item[][] = [];
  let places = new Map<string, number>();
  for (const column of columns) {
    const keyed = column.map((item, index) => {
      const known = (neighbours.get(item.id) ?? []).map((id) => places.get(id)).filter((at) => at !== undefined);
      const mean = known.length === 0 ? null : known.reduce((sum, at) => sum + at, 0) / known.length;
      return { item, index, mean };
    });
    // Who has no neighbours stays at about the place it had.
    const sorted = keyed.sort((a, b) => (a.mean ?? a.index) - (b.mean ?? b.index) || a.index - b.index);
    done.push(sorted.map(({ item }) => item));
    places = new Map(sorted.map(({ item }, index) => [item.id, index]));
  }
  return done;
}

function crossings(columns: readonly (readonly Item[])[], after: ReadonlyMap<string, readonly string[]>): number {
  let count = 0;
  for (let column = 0; column + 1 < columns.length; column++) {
    const places = new Map(columns[column + 1]!.map(({ id }, index) => [id, index]));
    const ends = columns[column]!.flatMap(({ id }) =>
      (after.get(id) ?? [])
        .map((to) => places.get(to))
        .filter((at) => at !== undefined)
        .sort((a, b) => a - b),
    );
    count += inversions(ends);
  }
  return count;
}

/** By insertion into a sorted list: enough for as many lines as anybody can look at. */
function inversions(values: readonly number[]): number {
  const sorted: number[] = [];
  let count = 0;
  for (const value of values) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    count += sorted.length - low;
    sorted.splice(low, 0, value);
  }
  return count;
}
