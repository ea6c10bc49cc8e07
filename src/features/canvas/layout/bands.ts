import { shoreId } from './chart-graph.ts';
import type { ChartEdge, ChartGraph, ChartNode } from './chart-graph.ts';

/** A process with the stores that it alone uses, or anything else that is placed as one. */
export interface Unit {
  readonly id: string;
  readonly node: ChartNode;
  readonly stores: readonly ChartNode[];
  /** Its stores stand below it and not beside it: for a chart that is to be narrow. */
  readonly isNarrow: boolean;
}

/** What happens before the clients have their answer, and what happens after it. */
export interface Bands {
  readonly before: readonly Unit[];
  readonly after: readonly Unit[];
}

export function bandsOf(graph: ChartGraph, isNarrow: boolean): Bands {
  const units = unitsOf(graph, isNarrow);
  const called = reached(graph.edges, [shoreId], (edge) => edge.kind !== 'event');
  const consumers = new Set(
    graph.edges.filter(({ kind }) => kind === 'event').map(({ from, to, isTwoWay }) => (isTwoWay ? from : to)),
  );
  // Who neither is called nor consumes has not been seen at work yet: he waits among those who are called.
  const heard = reached(graph.edges, [...consumers], (edge) => edge.kind !== 'event');
  const isAfter = ({ id, node }: Unit): boolean => node.kind === 'quay' || (!called.has(id) && heard.has(id));
  return { before: units.filter((unit) => !isAfter(unit)), after: units.filter(isAfter) };
}

function unitsOf({ nodes, edges }: ChartGraph, isNarrow: boolean): Unit[] {
  const users = new Map<string, Set<string>>();
  for (const { kind, from, to } of edges) if (kind === 'store') users.set(to, (users.get(to) ?? new Set()).add(from));
  const ownerOf = ({ id, kind }: ChartNode): string | null => {
    const [owner, another] = kind === 'store' ? (users.get(id) ?? []) : [];
    return owner !== undefined && another === undefined ? owner : null;
  };
  const owned = new Map<string, ChartNode[]>();
  for (const node of nodes) {
    const owner = ownerOf(node);
    if (owner !== null) owned.set(owner, [...(owned.get(owner) ?? []), node]);
  }
  return nodes
    .filter((node) => ownerOf(node) === null)
    .map((node) => ({ id: node.id, node, stores: owned.get(node.id) ?? [], isNarrow }));
}

function reached(edges: readonly ChartEdge[], from: readonly string[], by: (edge: ChartEdge) => boolean): Set<string> {
  const next = new Map<string, string[]>();
  for (const edge of edges) if (by(edge)) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const all = new Set(from);
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const to of next.get(id) ?? []) {
      if (all.has(to)) continue;
      all.add(to);
      waiting.push(to);
    }
  }
  return all;
}
