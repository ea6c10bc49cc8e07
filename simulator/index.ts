/** The simulator's door: what may be said to it. Its code runs in a worker and is not imported by any screen. */
export type { Checks } from './lesson/checks/words/vocabulary.ts';
export type { Action } from './wire/actions.ts';
export type { EngineApi, LoadRequest, LoadResult } from './wire/engine-api.ts';
export type { AttributeValue, BreakerState, LogLevel, ProcessState, SpanFact, SpanKind } from './wire/facts.ts';
export type { CauseInWords, CausePart } from './wire/view/cause-in-words.ts';
export type { FaultChoice, FaultKind, FaultSize, FaultTarget, SizeUnit } from './wire/view/fault-kind.ts';
export type { FleetMap, MapBroker, MapFlow, MapLink, MapProcess, MapService, MapStore } from './wire/view/fleet-map.ts';
export type {
  BreakerFigures,
  EngineFrame,
  FaultFigures,
  GroupFigures,
  LinkFigures,
  ProcessFigures,
  RecentLatencies,
  ReplicaFigures,
  RequestFigures,
  ServiceFigures,
  StoreFigures,
  TopicFigures,
} from './wire/view/frame.ts';
export type { Message } from './wire/view/message.ts';
export type {
  AnswerTo,
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
