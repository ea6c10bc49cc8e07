import type { ChartEdge, ChartGraph } from '../layout/chart-graph.ts';
import type { Rect } from '../layout/geometry.ts';
import type { ChartLayout } from '../layout/layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads from a stop. To the right along a line that leads away and then to its end; to the left back
 * along one that leads here; up and down to the next line of the same place, or to whatever stands above or below.
 */
export function walk(
  stop: string,
  direction: Direction,
  { edges }: ChartGraph,
  { rects }: Pick<ChartLayout, 'rects'>,
): string | null {
  const edge = edges.find(({ id }) => id === stop);
  if (edge) return walkLine(edge, direction, edges, rects);
  if (direction === 'right')
    return (
      inOrder(
        edges.filter(({ from }) => from === stop),
        'to',
        rects,
      )[0]?.id ?? null
    );
  if (direction === 'left')
    return (
      inOrder(
        edges.filter(({ to }) => to === stop),
        'from',
        rects,
      )[0]?.id ?? null
    );
  return beside(stop, direction, rects);
}

function walkLine(
  edge: ChartEdge,
  direction: Direction,
  edges: readonly ChartEdge[],
  rects: ReadonlyMap<string, Rect>,
): string | null {
  if (direction === 'right') return edge.to;
  if (direction === 'left') return edge.from;
  const siblings = inOrder(
    edges.filter(({ from }) => from === edge.from),
    'to',
    rects,
  );
  const place = siblings.indexOf(edge) + (direction === 'down' ? 1 : -1);
  return siblings[place]?.id ?? null;
}

/** From the top of the chart down. */
function inOrder(edges: readonly ChartEdge[], end: 'from' | 'to', rects: ReadonlyMap<string, Rect>): ChartEdge[] {
  const yOf = (edge: ChartEdge): number => rects.get(edge[end])?.y ?? 0;
  return edges.toSorted((one, other) => yOf(one) - yOf(other));
}

/** The nearest of those above, or below: what is straight above is nearer than what is beside. */
function beside(stop: string, direction: 'up' | 'down', rects: ReadonlyMap<string, Rect>): string | null {
  const here = rects.get(stop);
  if (!here) return null;
  const middle = (rect: Rect) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  const from = middle(here);
  let nearest: string | null = null;
  let least = Infinity;
  for (const [id, rect] of rects) {
    const to = middle(rect);
    const ahead = direction === 'down' ? to.y - from.y : from.y - to.y;
    if (id === stop || ahead < 10) continue;
    const distance = ahead + 2 * Math.abs(to.x - from.x);
    if (distance >= least) continue;
    least = distance;
    nearest = id;
  }
  return nearest;
}
