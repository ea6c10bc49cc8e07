/** The simulator's door: what may be said to it. Its code runs in a worker and is not imported by any screen. */
export type { Checks } from './lesson/checks/words/vocabulary.ts';
export type {
  Checkpoint,
  LearnerStep,
  Lesson,
  LessonData,
  Part,
  Prediction,
  Quiz,
  Reveal,
  Step,
  Task,
} from './lesson/lesson.ts';
export type { FilePlace, Pointer } from './lesson/text/pointer.ts';
export type { Block, Inline } from './lesson/text/prose.ts';
export type { CheckReading, CheckReadings, CheckTarget, Verdict } from './wire/view/check-reading.ts';
export type { Acted, Mistake } from './wire/view/acted.ts';
export type { Action } from './wire/actions.ts';
export type { RunMoment } from './wire/view/runs/run-moment.ts';
export type { EditedFields, FleetEdit, RemovableKind, Rewritten } from './wire/view/fleet-edit.ts';
export type { EngineApi, ExploreRequest, FleetTexts, Led, LoadRequest, LoadResult } from './wire/engine-api.ts';
export type { CodePlace } from './wire/code-place.ts';
export type { DistributionSpec } from './wire/distribution-spec.ts';
export type {
  AttributeValue,
  BreakerState,
  LogLevel,
  MachineState,
  MachineTransition,
  ProcessState,
  SpanFact,
  SpanKind,
} from './wire/facts.ts';
export type { CauseInWords, CausePart } from './wire/view/cause-in-words.ts';
export type { Account, Boundary, Comparison, ComparisonRow } from './wire/view/runs/comparison.ts';
export type { Counterpart } from './wire/view/counterpart.ts';
export type { FaultChoice, FaultKind, FaultSize, FaultTarget, SizeUnit } from './wire/view/fault-kind.ts';
export type {
  FleetMap,
  LinkField,
  MapBroker,
  MapFlow,
  MapLink,
  MapProcess,
  MapService,
  MapStore,
} from './wire/view/fleet-map.ts';
export type {
  BreakerFigures,
  CrashPointFigures,
  EngineFrame,
  PastPicture,
  PastReach,
  FaultFigures,
  GroupFigures,
  LinkFigures,
  ProcessFigures,
  RecentLatencies,
  ReplicaFigures,
  RequestFigures,
  RolloutFigures,
  ServiceFigures,
  StoreFigures,
  TopicFigures,
} from './wire/view/frame.ts';
export type {
  Explored,
  ExploreOrder,
  ExploreProgress,
  FoundRun,
  TruthFigures,
  Violation,
} from './wire/view/runs/exploring.ts';
export type { Message } from './wire/view/message.ts';
export type {
  AnswerTo,
  DeployedFile,
  Happening,
  LogLine,
  LogsAnswer,
  LogsQuestion,
  MachinesAnswer,
  Question,
  RequestLine,
  RequestsQuestion,
  RowsAnswer,
  SeriesAnswer,
  SeriesBin,
  SeriesKind,
  SeriesQuestion,
  TopicAnswer,
  TopicQuestion,
  TopicRecord,
  TraceAnswer,
} from './wire/view/question.ts';
export type { Until } from './wire/view/until.ts';
