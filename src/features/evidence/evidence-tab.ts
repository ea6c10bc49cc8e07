import type { ComponentType } from 'react';
import type { EngineFrame } from '../../../simulator/index.ts';

/** One way to look at what happened. A new one is a folder here and a line in the drawer. */
export interface EvidenceTab {
  readonly name: string;
  readonly label: string;
  /** How much there is to see, where that is one number. */
  readonly count?: (frame: EngineFrame) => number;
  readonly Panel: ComponentType;
}
