import type { LogLevel, MachineState, MachineTransition, SpanFact } from '../facts.ts';
import type { CodePlace } from '../code-place.ts';
import type { Micros } from '../packet.ts';
import type { CauseInWords } from './cause-in-words.ts';
import type { FleetMap } from './fleet-map.ts';
import type { Account, Boundary, Comparison, ComparisonQuestion } from './runs/comparison.ts';
import type { Counterpart, CounterpartQuestion } from './counterpart.ts';
import type { Message } from './message.ts';

/** What a page asks when somebody looks. Asking changes nothing: neither time, nor chance, nor the digest. */
export type Question =
  | { readonly about: 'map' }
  | RequestsQuestion
  | { readonly about: 'trace'; readonly traceId: string }
  | LogsQuestion
  | { readonly about: 'happenings'; readonly sinceUs?: Micros }
  | SeriesQuestion
  | { readonly about: 'table'; readonly store: string; readonly table: string; readonly newest: number }
  /** One that only reads. */
  | { readonly about: 'query'; readonly store: string; readonly sql: string }
  | TopicQuestion
  | { readonly about: 'machines' }
  | CounterpartQuestion
  /** What the run has come to, to be held against another one. */
  | { readonly about: 'account' }
  | ComparisonQuestion
  /** What each boundary cost and bought. */
  | { readonly about: 'boundaries' }
  /** All code as it is deployed now. */
  | { readonly about: 'files' }
  /** Where a crash point can be set in a file as it is deployed now. */
  | { readonly about: 'crash lines'; readonly path: string }
  /** OpenTelemetry's JSON: of one trace, or of all that are kept. */
  | { readonly about: 'otlp'; readonly traceId?: string };

export type AnswerTo<Asked extends Question> = Answers[Asked['about']];

export interface RequestsQuestion {
  readonly about: 'requests';
  readonly newest: number;
  readonly flow?: string;
  readonly route?: string;
  readonly outcome?: 'ok' | 'failed';
  readonly slowerThanMs?: number;
}

export interface LogsQuestion {
  readonly about: 'logs';
  readonly newest: number;
  readonly service?: string;
  /** This one and graver ones. */
  readonly level?: LogLevel;
  readonly traceId?: string;
  /** Anywhere in the line, in whatever case. */
  readonly text?: string;
}

export interface SeriesQuestion {
  readonly about: 'series';
  readonly kind: SeriesKind;
  /** The name of what it is about; a link is `a->b`, a group that reads a topic is `topic/group`. */
  readonly of: string;
}
export type SeriesKind = 'flow' | 'service' | 'link' | 'process' | 'topic' | 'group';

export interface TopicQuestion {
  readonly about: 'topic';
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly count: number;
}

interface Answers {
  readonly map: FleetMap;
  /** Newest first. */
  readonly requests: readonly RequestLine[];
  readonly trace: TraceAnswer;
  readonly logs: LogsAnswer;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
  readonly series: SeriesAnswer;
  readonly table: RowsAnswer;
  readonly query: RowsAnswer;
  readonly topic: TopicAnswer;
  readonly machines: MachinesAnswer;
  readonly counterpart: Counterpart;
  readonly account: Account;
  readonly comparison: Comparison;
  readonly boundaries: readonly Boundary[];
  /** By path. */
  readonly files: readonly DeployedFile[];
  readonly 'crash lines': readonly number[];
  readonly otlp: unknown;
}

export interface RequestLine {
  readonly traceId: string;
  readonly flow: string;
  readonly route: string;
  readonly startUs: Micros;
  readonly endUs: Micros;
  /** null when no answer came. */
  readonly status: number | null;
  readonly failure: string | null;
  readonly ok: boolean;
  /** Why it failed; null when it did not. */
  readonly cause: CauseInWords | null;
}

export interface TraceAnswer {
  /** By start; empty when it is not kept any more. */
  readonly spans: readonly SpanFact[];
  readonly logs: readonly LogLine[];
  /** By the time they were sent; of one that was not looked at, those whose ways its spans tell. */
  readonly messages: readonly Message[];
  readonly request: RequestLine | null;
}

export interface LogLine {
  readonly atUs: Micros;
  readonly service: string;
  readonly replica: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly traceId: string | null;
  /** Where an error that was printed or thrown came from: `services/orders.ts:12`. */
  readonly line: string | null;
  /** The same, for those who go there. */
  readonly place: CodePlace | null;
}

/** A text, and the services that are made of it. Services that share a path may run different texts of it: then it is here twice. */
export interface DeployedFile {
  readonly path: string;
  readonly text: string;
  readonly services: readonly string[];
}

export interface LogsAnswer {
  /** Newest first. */
  readonly lines: readonly LogLine[];
  /** Older ones that are not kept any more. */
  readonly dropped: number;
}

/** What the timeline shows. */
export interface Happening {
  readonly atUs: Micros;
  readonly lane: 'fault' | 'deploy' | 'breaker' | 'process' | 'limit';
  readonly target: string;
  readonly text: string;
  /** Of what lasts: when it was over; null while it is not. Left out of what is over at once. */
  readonly untilUs?: Micros | null;
  /** Of a fault: its id in the frame. */
  readonly faultId?: number;
}

export interface SeriesAnswer {
  /** Width of a bin; it doubles as the run grows longer. */
  readonly binUs: Micros;
  /** Oldest first, without gaps; the last one is not over yet. */
  readonly bins: readonly SeriesBin[];
}

/** Latencies in virtual milliseconds. What this kind of thing does not have is null. */
export interface SeriesBin {
  readonly atUs: Micros;
  readonly count: number;
  readonly failed: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** Busy cores as a share of all. */
  readonly cpu: number | null;
  readonly heapBytes: number | null;
  readonly inHand: number | null;
  readonly queued: number | null;
  readonly lag: number | null;
}

export type RowsAnswer =
  | {
      readonly ok: true;
      readonly columns: readonly string[];
      /** As PostgreSQL would write them. */
      readonly rows: readonly (readonly (string | null)[])[];
      /** Of a table, for each row: the request that wrote it last, where that is still known. */
      readonly traceIds?: readonly (string | null)[];
      /** And the last line of its code that wrote into the table: `services/orders.ts:12`. */
      readonly lines?: readonly (string | null)[];
      /** More rows than are shown. */
      readonly more: boolean;
    }
  | { readonly ok: false; readonly reason: string };

export interface TopicAnswer {
  readonly start: number;
  readonly end: number;
  readonly records: readonly TopicRecord[];
}

export interface TopicRecord {
  readonly offset: number;
  readonly atUs: Micros;
  readonly key: string | null;
  /** Text, or `base64:...` of bytes that are none. */
  readonly value: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly traceId: string | null;
}

export interface MachinesAnswer {
  readonly breakers: readonly {
    readonly service: string;
    readonly replica: string;
    readonly name: string;
    readonly to: string | null;
    readonly where: 'code' | 'link';
    readonly transitions: readonly { readonly atUs: Micros; readonly to: string }[];
  }[];
  readonly sagas: readonly {
    readonly service: string;
    readonly machine: string;
    readonly replica: string;
    /** Of the actor, among those of its replica. */
    readonly instance: string;
    /** The request in which it last moved. */
    readonly traceId: string | null;
    readonly isOver: boolean;
    readonly transitions: readonly { readonly atUs: Micros; readonly to: string; readonly event: string }[];
  }[];
  /** What state machines of services are made of, by service and name. */
  readonly definitions: readonly {
    readonly service: string;
    readonly machine: string;
    readonly initial: string;
    readonly states: readonly MachineState[];
    readonly transitions: readonly MachineTransition[];
  }[];
}
