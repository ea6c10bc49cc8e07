import type { Edge } from '@xyflow/react';
import type { Point } from '../layout/geometry.ts';
import type { LabelSpot } from '../layout/label-spots.ts';

export interface LineData extends Record<string, unknown> {
  readonly points: readonly Point[];
  readonly spot: LabelSpot | null;
  /** `orders to payments`, for those who do not see it. */
  readonly label: string;
  readonly isTwoWay: boolean;
  /** The process at its end, whose queue stands before the door; null where there is none. */
  readonly queueOf: string | null;
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
}

/** What is drawn of a line, whatever moves the chart. */
export interface Drawn {
  readonly id: string;
  readonly data?: LineData;
}

export type ChartLine = Edge<LineData, 'call' | 'store' | 'event'>;
