export type ChartNodeKind = 'shore' | 'hull' | 'store' | 'quay';

/** Something that stands on the chart. */
export interface ChartNode {
  readonly id: string;
  readonly kind: ChartNodeKind;
  /** As the fleet file calls it. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** Something that flows: all calls of one process to another, or all that a process and a broker hand each other. */
export interface ChartEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'call' | 'store' | 'event';
  /** An event's only: the process at its other end also goes the other way. */
  readonly isTwoWay: boolean;
  /** Names of the links between services that are drawn as this line, as frames have them. */
  readonly links: readonly string[];
}

export interface ChartGraph {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

export const shoreId = 'shore';
