import type { ChartGraph } from '../layout/chart-graph.ts';
import type { Level } from './level.ts';

/** Above so many, there is no water, and what is out of sight is not drawn. */
const drawnMost = 60;
/** Above so many, what is seen from afar is painted and not made of elements. */
const elementsMost = 150;

export function isMany({ nodes }: ChartGraph): boolean {
  return nodes.length > drawnMost;
}

export function isSketched({ nodes }: ChartGraph, level: Level): boolean {
  return nodes.length > elementsMost && level === 'far';
}
