export interface Hop {
  readonly from: string;
  readonly to: string;
}

/**
 * How many hops away each is at most, over edges that lead forward. Edges that close a circle are left out:
 * they are found by walking from the roots in the order given, so that the same fleet is always drawn alike.
 */
export function ranksOf(ids: readonly string[], hops: readonly Hop[], roots: readonly string[]): Map<string, number> {
  const inside = new Set(ids);
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of hops) if (inside.has(from) && inside.has(to) && from !== to) next.get(from)!.push(to);
  const called = new Set([...next.values()].flat());
  const starts = [...roots, ...ids.filter((id) => !called.has(id)), ...ids];
  const order = finishedOrder(starts, next);
  const place = new Map(order.map((id, index) => [id, index]));
  const ranks = new Map(ids.map((id) => [id, 0]));
  for (const id of order) {
    for (const to of next.get(id)!) {
      if (place.get(to)! > place.get(id)!) ranks.set(to, Math.max(ranks.get(to)!, ranks.get(id)! + 1));
    }
  }
  return ranks;
}

/** Depth first, callers before those they call; without recursion, for chains may be long. */
function finishedOrder(starts: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, at: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = next.get(top.id)![top.at++];
      if (to === undefined) finished.push(path.pop()!.id);
      else if (!seen.has(to)) {
        seen.add(to);
        path.push({ id: to, at: 0 });
      }
    }
  }
  return finished.reverse();
}
