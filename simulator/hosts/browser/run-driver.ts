import type { Report } from '../../telemetry/report.ts';
import type { Action } from '../../wire/actions.ts';
import type { EngineFrame } from '../../wire/view/frame.ts';
import type { Micros } from '../../wire/packet.ts';

/** A run that may be here or in a worker of its own. Calls must not overlap. */
export interface RunDriver {
  readonly nowUs: Micros;
  advance(untilUs: Micros): Promise<void>;
  act(action: Action): Promise<void>;
  frame(pace: { readonly playing: boolean; readonly speed: number }): Promise<EngineFrame>;
  report(): Promise<Report>;
  record(): Promise<readonly Action[]>;
  dispose(): void;
}
