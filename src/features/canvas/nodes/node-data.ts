import type { Node } from '@xyflow/react';
import type { ChartNodeKind } from '../layout/chart-graph.ts';
import type { Span } from '../layout/geometry.ts';

export interface ChartNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Where lines come in at the left wall. */
  readonly door: Span | null;
  /** Where Tab stops; the arrow keys go on from there. */
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
}

/** What is drawn of a thing, whatever moves the chart. */
export interface Standing {
  readonly id: string;
  readonly data: ChartNodeData;
}

export type ChartFlowNode = Node<ChartNodeData, ChartNodeKind>;
