import type { ProcessEnd } from './instance-events.ts';
import type { FailureCode, Micros, NodeId, Protocol } from './packet.ts';
import type { TraceContext } from './trace-context.ts';

/**
 * What nodes report. Every view, metric, check and the digest are folds over facts; nothing looks into the simulator's objects.
 * A fact is stamped by the kernel with the time and the node; `Stamped` is what readers get.
 */
export type Fact =
  | ProcessFact
  | LogFact
  | SpanFact
  | RequestFact
  | BreakerFact
  | ActionFact
  | LogBrokerFact
  | SqlFact
  | StateMachineFact
  | StateMachineDefinitionFact
  | UsageFact
  | LimitFact
  | TallyFact
  | RequestTallyFact
  | LinkPolicyFact
  | RolloutFact;

export interface Stamp {
  readonly atUs: Micros;
  readonly node: NodeId;
  /** The node's own count of its facts: gapless, so a lost fact shows. */
  readonly sequence: number;
}
export type Stamped = Stamp & { readonly fact: Fact };

export type ProcessState = 'starting' | 'ready' | 'draining' | 'stopped' | 'crashed' | 'waiting to restart';
export interface ProcessFact {
  readonly kind: 'process';
  readonly state: ProcessState;
  /** One sentence: "out of memory: 256 MB of 256 MB", "uncaught TypeError: ...". */
  readonly reason: string;
  /** Why it ended, for counting. */
  readonly end?: ProcessEnd;
  /** Set while waiting to restart. */
  readonly restartAtUs?: Micros;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface LogFact {
  readonly kind: 'log';
  readonly service: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly traceId: string | null;
  readonly spanId: string | null;
  /** Stack traces differ by engine, so they stay out of the digest. */
  readonly unhashed?: { readonly stack: string };
}

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';
export type AttributeValue = string | number | boolean;
/** A finished span, by OpenTelemetry's names. Times are of the node's place in virtual time, not of its skewed clock. */
export interface SpanFact {
  readonly kind: 'span';
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly spanKind: SpanKind;
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly ok: boolean;
  /** `http.request.method`, `http.route`, `server.address`, `db.query.text`, `messaging.destination.name`, `error.type` ... */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Spans this one follows without being their child, as `traceId/spanId`: a record's producer. */
  readonly links?: readonly string[];
  /** The line of service code that sent the call: `orders/main.ts:12`. */
  readonly line?: string;
  /** In words, only where it failed. */
  readonly error?: string;
}

/** A client of the fleet got its answer, or gave up. */
export interface RequestFact {
  readonly kind: 'request';
  readonly flow: string;
  /** `POST /orders`. */
  readonly route: string;
  /** The client's own span: the root of the trace. */
  readonly traceId: string;
  readonly spanId: string;
  readonly startUs: Micros;
  readonly endUs: Micros;
  /** null when no answer came. */
  readonly status: number | null;
  readonly failure: FailureCode | 'timeout' | null;
  readonly why: string;
}

export type BreakerState = 'closed' | 'open' | 'half-open';
export interface BreakerFact {
  readonly kind: 'breaker';
  readonly service: string;
  readonly name: string;
  /** opossum in the service's code, or a policy of the link. */
  readonly where: 'code' | 'link';
  readonly to: BreakerState;
  /** Of one in code that opens: for how long. */
  readonly openUs?: Micros;
}

/**
 * What the network did with one message. Not a fact of any node: there are many, so they are made only for those who ask
 * (checkers, the canvas), and the digest takes each message in at its sender instead.
 */
export interface PacketObservation {
  readonly what: 'send' | 'deliver' | 'drop';
  readonly atUs: Micros;
  /** Unique in the run: `from/sequence`. */
  readonly id: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly packet: 'call' | 'answer' | 'failure' | 'cancel' | 'disconnect';
  /** Whose exchange it belongs to, with the exchange's number. */
  readonly caller: NodeId;
  readonly exchange: number;
  readonly protocol: Protocol | null;
  /** `orders -> payments`, whichever way the message goes. */
  readonly link: string;
  /** Of the span that called. */
  readonly trace: TraceContext | null;
  /** Of a send: when it will arrive. */
  readonly arrivesUs?: Micros;
  /** Of a drop: the rule or fault. */
  readonly why?: string;
}

export interface ActionFact {
  readonly kind: 'action';
  readonly verb: string;
  readonly target: string;
  readonly sizes: Readonly<Record<string, unknown>>;
  readonly what: 'applied' | 'undone' | 'refused';
  readonly text: string;
  /** Of a fault: its number in the run. */
  readonly id?: number;
}

/** A process on its way to what somebody made of it. */
export interface RolloutFact {
  readonly kind: 'rollout';
  readonly process: string;
  /** Where it goes. */
  readonly version: string;
  /**
   * `joined` and `left` are of single replicas; `stalled` means that it does not go on by itself, and `settled` that it is over.
   * `copied`: its rows went to another store.
   */
  readonly what: 'begun' | 'joined' | 'left' | 'copied' | 'stalled' | 'settled';
  readonly text: string;
}

/** What happened inside a log broker; the vocabulary of its checkers. */
export interface LogBrokerFact {
  readonly kind: 'log-broker';
  readonly what:
    | 'append'
    | 'ack'
    | 'nack'
    | 'fetch'
    | 'deliver'
    | 'commit'
    | 'commit refused'
    | 'join'
    | 'leave'
    | 'evict'
    | 'assign'
    | 'expire'
    | 'elect'
    | 'lose'
    | 'out of range';
  readonly topic?: string;
  readonly partition?: number;
  readonly offset?: number;
  readonly key?: string | null;
  readonly group?: string | undefined;
  readonly generation?: number;
  readonly member?: string | undefined;
  /** Of an append or deliver: which record it is, for order and loss. */
  readonly traceId?: string | null;
  /** Of a deliver: true when this group had the record before. */
  readonly redelivered?: boolean;
  readonly assignment?: Readonly<Record<string, readonly number[]>>;
  readonly why?: string;
}

export interface SqlFact {
  readonly kind: 'sql';
  readonly what: 'begin' | 'commit' | 'rollback' | 'wait' | 'error';
  readonly transaction: number;
  readonly code?: string;
  readonly why?: string;
}

/** A state machine run inside a service (xstate). */
export interface StateMachineFact {
  readonly kind: 'state-machine';
  readonly service: string;
  readonly machine: string;
  readonly instance: string;
  /** Names of states with a dot between parent and child; parallel ones are joined by `, `. */
  readonly to: string;
  readonly event: string;
  /** The request in whose course it moved. */
  readonly traceId?: string;
  /** It moves no more. */
  readonly isOver?: true;
}

/** What a state machine of a service is made of: told when the first of its kind begins. */
export interface StateMachineDefinitionFact {
  readonly kind: 'state-machine-definition';
  readonly service: string;
  readonly machine: string;
  readonly initial: string;
  readonly states: readonly MachineState[];
  readonly transitions: readonly MachineTransition[];
}

export interface MachineState {
  readonly name: string;
  /** Holds others, which are what it is in. */
  readonly isParent: boolean;
  readonly isFinal: boolean;
}

export interface MachineTransition {
  readonly from: string;
  readonly to: string;
  /** As xstate names it; empty of one that needs none. */
  readonly event: string;
}

/** How loaded a process is: told once a second while it works, and when its memory moves by more than a sixteenth of the limit. */
export interface UsageFact {
  readonly kind: 'usage';
  /** Core-microseconds since this life began. */
  readonly cpuBusyUs: number;
  readonly cores: number;
  readonly inHand: number;
  readonly queued: number;
  readonly queuedMost: number;
  readonly heapBytes: number;
  readonly heapLimitBytes: number;
}

/** A cap that protects the run was hit; said once a second at most. */
export interface LimitFact {
  readonly kind: 'limit';
  readonly what: 'logs dropped' | 'events' | 'turn' | 'body size' | 'request depth';
  readonly text: string;
}

/**
 * What a service without code did since its last tally. At thousands of requests a second a fact for each would cost more than
 * the requests; the requests themselves are in the digest, so this one is not.
 */
export interface TallyFact {
  readonly kind: 'tally';
  readonly service: string;
  readonly errors: number;
  readonly durations: {
    readonly count: number;
    readonly sum: number;
    readonly max: number;
    readonly buckets: readonly number[];
  };
}

/** A link's policy stepped in. */
export interface LinkPolicyFact {
  readonly kind: 'link-policy';
  readonly caller: string;
  readonly callee: string;
  readonly what: 'retry' | 'rejected' | 'timeout';
  readonly attempt: number;
}

/** The same of clients who ask services without code. */
export interface RequestTallyFact {
  readonly kind: 'request-tally';
  readonly flow: string;
  readonly route: string;
  /** Answered with an error, or not in time. */
  readonly failed: number;
  readonly timedOut: number;
  readonly durations: TallyFact['durations'];
}
