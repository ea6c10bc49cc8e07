import type { Position } from '@xyflow/react';
import type { ChartFlowNode } from './nodes/node-data.ts';
import type { ChartLine } from './lines/line-data.ts';
import type { ChartEdge, ChartGraph, ChartNode } from './layout/chart-graph.ts';
import type { Point } from './layout/geometry.ts';
import type { ChartLayout } from './layout/layout.ts';

export interface Stops {
  readonly selected: string | null;
  readonly tabStop: string | null;
}

/** Where lines begin and end is the layout's: what the library is told only makes it draw them. */
const handles = [
  { type: 'source' as const, position: 'right' as Position, x: 0, y: 0, width: 1, height: 1 },
  { type: 'target' as const, position: 'left' as Position, x: 0, y: 0, width: 1, height: 1 },
];

/** Ours say themselves what they are. */
const unsaid = { 'aria-roledescription': undefined, 'aria-describedby': undefined };
const unsaidLine = { ...unsaid, 'aria-label': undefined };

export function flowNodes({ nodes }: ChartGraph, layout: ChartLayout, stops: Stops): ChartFlowNode[] {
  return nodes.flatMap((node) => {
    const flowNode = placed(node, layout, stops);
    return flowNode ? [flowNode] : [];
  });
}

function placed({ id, kind, name }: ChartNode, layout: ChartLayout, { selected, tabStop }: Stops) {
  const rect = layout.rects.get(id);
  if (!rect) return null;
  const { x, y, width, height } = rect;
  const node: ChartFlowNode = {
    id,
    type: kind,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [...handles],
    data: {
      name,
      width,
      height,
      door: layout.doors.get(id) ?? null,
      isTabStop: id === tabStop,
      isSelected: id === selected,
    },
    domAttributes: unsaid,
  };
  return node;
}

export function flowLines(graph: ChartGraph, layout: ChartLayout, { selected, tabStop }: Stops): ChartLine[] {
  const names = new Map(graph.nodes.map(({ id, name, kind }) => [id, { name, kind }]));
  return graph.edges.flatMap((edge) => {
    const points = layout.routes.get(edge.id);
    return points ? [flowLine(edge, points, { names, layout, selected, tabStop })] : [];
  });
}

interface Surroundings extends Stops {
  readonly names: ReadonlyMap<string, Pick<ChartNode, 'name' | 'kind'>>;
  readonly layout: ChartLayout;
}

function flowLine(edge: ChartEdge, points: readonly Point[], around: Surroundings): ChartLine {
  const { id, from, to, kind, isTwoWay } = edge;
  const { names, layout, selected, tabStop } = around;
  const target = names.get(to);
  return {
    id,
    source: from,
    target: to,
    type: kind,
    zIndex: id === selected ? 1 : 0,
    data: {
      points,
      spot: layout.labels.get(id) ?? null,
      label: `${names.get(from)?.name} to ${target?.name}`,
      isTwoWay,
      queueOf: target?.kind === 'hull' && kind === 'call' ? target.name : null,
      isTabStop: id === tabStop,
      isSelected: id === selected,
    },
    ariaRole: 'presentation',
    domAttributes: unsaidLine,
  };
}
