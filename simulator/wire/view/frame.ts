import type { BreakerState, ProcessFact, ProcessState } from '../facts.ts';
import type { CodePlace } from '../code-place.ts';
import type { Micros } from '../packet.ts';
import type { Message } from './message.ts';

/**
 * A picture of the fleet, ten times a second while time moves, and after each act, step and pause. Counts are of the whole run:
 * who wants rates takes differences. Everything that happened before `virtualUs` is in it.
 */
export interface EngineFrame {
  readonly virtualUs: Micros;
  readonly playing: boolean;
  readonly speed: number;
  /** Why time stopped by itself: "checkout failed at 12.480 s"; null when somebody stopped it, or nobody. */
  readonly stopped: string | null;
  /** The orders to play that had come by then: a picture may be under way while the next is given. */
  readonly plays: number;
  readonly mapVersion: number;
  readonly requests: readonly RequestFigures[];
  readonly processes: Readonly<Record<string, ProcessFigures>>;
  readonly replicas: readonly ReplicaFigures[];
  readonly services: Readonly<Record<string, ServiceFigures>>;
  /** By `caller->callee`: calls of services, of stores and brokers, and those of flows. */
  readonly links: Readonly<Record<string, LinkFigures>>;
  readonly topics: Readonly<Record<string, TopicFigures>>;
  readonly stores: Readonly<Record<string, StoreFigures>>;
  readonly breakers: readonly BreakerFigures[];
  /** What was broken and is not restored yet. */
  readonly faults: readonly FaultFigures[];
  /** What was deployed, scaled, set or moved and is not undone, in that order. */
  readonly changes: readonly FaultFigures[];
  /** Sent since the last frame. Above the limit a sample: whole traces are kept or left out. */
  readonly messages: readonly Message[];
  readonly messagesLeftOut: number;
  /** What can be looked back at; null where nothing is remembered. */
  readonly past: PastReach | null;
  readonly counts: {
    readonly events: number;
    readonly requests: number;
    readonly traces: number;
    readonly logLines: number;
    readonly happenings: number;
  };
}

/** How far back a run can be seen again, and how finely. */
export interface PastReach {
  readonly fromUs: Micros;
  /** From one moment that is remembered to the next; those at which time stood are remembered, too. */
  readonly everyUs: Micros;
  /** What it takes in memory. */
  readonly bytes: number;
}

/** A moment as it was, and frames of the last seconds before it, oldest first. */
export interface PastPicture {
  readonly frame: EngineFrame;
  readonly before: readonly EngineFrame[];
}

/** Virtual milliseconds of those that ended in the last five virtual seconds; 0 when there were none. */
export interface RecentLatencies {
  readonly recent: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Requests of one flow and route, as its clients saw them. */
export interface RequestFigures extends RecentLatencies {
  readonly flow: string;
  readonly route: string;
  readonly count: number;
  readonly ok: number;
  readonly failed: number;
  readonly causes: readonly { readonly text: string; readonly count: number }[];
}

export interface ProcessFigures {
  readonly crashes: number;
  readonly restarts: number;
  readonly oomKills: number;
  /** Core-microseconds, of all its replicas and all their lives. */
  readonly cpuBusyUs: Micros;
  /** While it is not yet as it is wanted: a rollout, or a scaling. */
  readonly rollout: RolloutFigures | null;
}

export interface RolloutFigures {
  /** Where it goes. */
  readonly version: string;
  /** Replicas that are as wanted and serve, of so many. */
  readonly done: number;
  readonly wanted: number;
  /** Why it does not go on: what serves by then goes on serving. */
  readonly stalled: string | null;
}

export interface ReplicaFigures {
  /** `orders#2`. */
  readonly name: string;
  readonly process: string;
  readonly services: readonly string[];
  readonly version: string;
  readonly state: ProcessState;
  /** Why it is in it, where that needs saying: "uncaught TypeError: ...". */
  readonly reason: string;
  /** Where in its code that was; null where no code is to blame, or where nobody knows. */
  readonly place: CodePlace | null;
  /** How its last life ended, until it is ready again. */
  readonly end: ProcessFact['end'] | null;
  readonly sinceUs: Micros;
  /** Set while it waits to restart. */
  readonly restartAtUs: Micros | null;
  /** Core-microseconds of all its lives. */
  readonly cpuBusyUs: Micros;
  readonly inHand: number;
  readonly queued: number;
  readonly heapBytes: number;
  readonly heapLimitBytes: number;
}

export interface ServiceFigures extends RecentLatencies {
  readonly handled: number;
  readonly errors: number;
}

export interface LinkFigures extends RecentLatencies {
  readonly calls: number;
  readonly failed: number;
  readonly retries: number;
  /** Not even tried: the breaker was open. */
  readonly rejected: number;
}

export interface TopicFigures {
  readonly broker: string;
  readonly produced: number;
  /** Records, by the service that sent them. */
  readonly producers: Readonly<Record<string, number>>;
  /** Offsets of the oldest record that is kept, and of the next one. */
  readonly partitions: readonly { readonly start: number; readonly end: number }[];
  readonly groups: Readonly<Record<string, GroupFigures>>;
}

export interface GroupFigures {
  readonly consumed: number;
  readonly redelivered: number;
  readonly lag: number;
  readonly services: readonly string[];
  /** The next offset to read, by partition. */
  readonly positions: readonly number[];
}

export interface StoreFigures {
  readonly isUp: boolean;
  readonly queries: number;
  readonly errors: number;
  /** Statements that wait for a lock or for a core of the server. */
  readonly waiting: number;
  readonly connections: number;
}

export interface BreakerFigures {
  readonly service: string;
  readonly replica: string;
  readonly name: string;
  /** Whom it guards, where that is known. */
  readonly to: string | null;
  readonly where: 'code' | 'link';
  readonly state: BreakerState;
  readonly sinceUs: Micros;
  /** When an open one lets a call through again to try. */
  readonly probeAtUs: Micros | null;
}

export interface FaultFigures {
  /** The same in every replay. */
  readonly id: number;
  readonly verb: string;
  readonly target: string;
  /** "payments was slowed by 500 ms at 12 s". */
  readonly text: string;
  readonly sinceUs: Micros;
  readonly untilUs: Micros | null;
  /** Null of all else. */
  readonly crashPoint: CrashPointFigures | null;
}

/** Where a process dies: once, on the pass that is given, or each time by chance. */
export interface CrashPointFigures extends CodePlace {
  readonly pass: number;
  readonly rate: number | null;
}
