import type { Prepared } from './preparation.ts';
import type { Pace } from '../../run/view/frame-of.ts';
import type { Report } from '../../telemetry/report.ts';
import type { Acted } from '../../wire/view/acted.ts';
import type { Action } from '../../wire/actions.ts';
import type { Micros } from '../../wire/packet.ts';
import type { RunMoment } from '../../wire/view/runs/run-moment.ts';
import type { FleetMap } from '../../wire/view/fleet-map.ts';
import type { CheckReadings } from '../../wire/view/check-reading.ts';
import type { EngineFrame, PastPicture } from '../../wire/view/frame.ts';
import type { AnswerTo, Question } from '../../wire/view/question.ts';
import type { Until } from '../../wire/view/until.ts';

/** A run that may be here or in a worker of its own. Calls must not overlap. */
export interface RunDriver {
  readonly nowUs: Micros;
  /** Up to `untilUs`, or to where `until` comes true before; then it says what did. */
  advance(untilUs: Micros, until: Until | null): Promise<string | null>;
  step(by: 'event' | 'hop'): Promise<void>;
  /** When anything is to happen next. */
  nextUs(): Promise<Micros>;
  /** Before an action that brings code: hands over what the world needs to run it. */
  prepare(more: Prepared): Promise<void>;
  /** Now: time stands at the action's. */
  act(action: Action): Promise<Acted>;
  /** At its own time, which is still to come; what code it brings has been handed over. */
  schedule(action: Action): Promise<void>;
  map(): Promise<FleetMap>;
  frame(pace: Pace): Promise<EngineFrame>;
  watchMessages(most: number): Promise<void>;
  /** Now, or as it was at a time that is over. */
  ask<Asked extends Question>(question: Asked, atUs: Micros | null): Promise<AnswerTo<Asked>>;
  past(atUs: Micros): Promise<PastPicture | null>;
  /** What the checks of a lesson say; none where there are none. */
  checks(): Promise<CheckReadings>;
  report(): Promise<Report>;
  moment(): Promise<RunMoment>;
  dispose(): void;
}
