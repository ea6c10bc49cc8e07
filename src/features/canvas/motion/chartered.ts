import { nodeIds } from '../chart/graph-of.ts';
import type { Chart } from '../chart/chart-store.ts';
import { trackAlong } from '../layout/rounded-path.ts';
import type { Track } from '../layout/rounded-path.ts';
import type { Chartered } from './voyages.ts';

/** The lines of a chart for those who travel along them: answers go back on the line that the call came by. */
export function charteredBy({ map, graph, layout }: Chart): Chartered {
  if (!map || !layout) return () => null;
  const idOf = nodeIds(map);
  const lines = new Map<string, { readonly track: Track; readonly isBack: boolean }>();
  for (const { id, from, to } of graph.edges) {
    const points = layout.routes.get(id);
    if (!points) continue;
    const track = trackAlong(points);
    lines.set(`${from} ${to}`, { track, isBack: false });
    if (!lines.has(`${to} ${from}`)) lines.set(`${to} ${from}`, { track, isBack: true });
  }
  return (from, to) => lines.get(`${idOf.get(from)} ${idOf.get(to)}`) ?? null;
}
