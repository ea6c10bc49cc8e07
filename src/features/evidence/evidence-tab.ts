import type { ComponentType } from 'react';
import type { EngineFrame } from '../../../simulator/index.ts';

/** One way to look at what happened. A new one is a folder here and a line in the drawer. */
export interface EvidenceTab {
  readonly name: string;
  readonly label: string;
  /** What stands small behind the label: how much there is to see, or of which request; empty where neither. */
  readonly note: (frame: EngineFrame, traceId: string | null) => string;
  readonly Panel: ComponentType;
}
