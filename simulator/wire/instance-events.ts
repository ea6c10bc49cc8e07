import type { DistributionSpec } from './distribution-spec.ts';
import type { Fact } from './facts.ts';
import type { FailureCode, Micros, NodeId, Protocol } from './packet.ts';
import type { TraceContext } from './trace-context.ts';

/**
 * The one protocol between the kernel and a process that runs service code, whatever host it lives in.
 * The kernel calls `window(untilUs, events)` and gets effects; both are plain JSON data.
 */
export type InstanceEvent = {
  readonly atUs: Micros;
  readonly source: NodeId;
  readonly sequence: number;
} & InstanceInput;

export type InstanceInput =
  | {
      readonly kind: 'call';
      readonly from: NodeId;
      readonly exchange: number;
      readonly payload: unknown;
      readonly trace: TraceContext | null;
    }
  | { readonly kind: 'cancel'; readonly from: NodeId; readonly exchange: number }
  | { readonly kind: 'answer'; readonly exchange: number; readonly payload: unknown }
  | { readonly kind: 'failure'; readonly exchange: number; readonly code: FailureCode; readonly why: string }
  | { readonly kind: 'start'; readonly incarnation: number; readonly spec: ProcessSpec | null }
  | { readonly kind: 'stop'; readonly graceUs: Micros }
  | { readonly kind: 'kill'; readonly why: string }
  /** Nothing more will happen to this program: it ends as one that has nothing left to do. */
  | { readonly kind: 'finish' }
  | {
      readonly kind: 'control';
      readonly verb: string;
      readonly id: number;
      readonly sizes: Readonly<Record<string, unknown>> | null;
    };

export type InstanceEffect =
  | {
      readonly kind: 'call';
      readonly atUs: Micros;
      readonly exchange: number;
      readonly service: string;
      readonly host: string;
      readonly protocol: Protocol;
      readonly payload: unknown;
      readonly trace: TraceContext | null;
    }
  | { readonly kind: 'cancel'; readonly atUs: Micros; readonly exchange: number }
  | {
      readonly kind: 'answer';
      readonly atUs: Micros;
      readonly to: NodeId;
      readonly exchange: number;
      readonly payload: unknown;
    }
  | {
      readonly kind: 'refuse';
      readonly atUs: Micros;
      readonly to: NodeId;
      readonly exchange: number;
      readonly code: FailureCode;
      readonly why: string;
    }
  | { readonly kind: 'ready'; readonly atUs: Micros }
  | {
      readonly kind: 'end';
      readonly atUs: Micros;
      readonly end: ProcessEnd;
      readonly reason: string;
      /** Where the process chose one. */
      readonly exitCode?: number;
      /** The crash point that it died of: it has done what it was for. */
      readonly crashPoint?: number;
    }
  | { readonly kind: 'fact'; readonly atUs: Micros; readonly fact: Fact };

/** How a life of a process ended. */
export type ProcessEnd =
  | 'killed'
  | 'out of memory'
  | 'uncaught'
  | 'exit'
  | 'hung'
  | 'start failed'
  | 'crash point'
  | 'scaled down'
  | 'deploy';

export interface WindowResult {
  readonly effects: readonly InstanceEffect[];
  /** When it next has something to do by itself; null when it waits for the world. */
  readonly nextWakeUs: Micros | null;
  /** So many calls more it takes without a word: nobody hears of them before the least CPU time of its routes is over. */
  readonly room: number;
}

/** What a process needs to come to life. Sent with each start, so that a deployment is a start with another spec. */
export interface ProcessSpec {
  /** `orders#2`. */
  readonly replica: string;
  readonly process: string;
  /** The replica's own node, for the order of events. */
  readonly node: NodeId;
  readonly seed: string;
  readonly services: readonly ServiceSpec[];
  readonly body: BodySpec;
  /** What `Date.now()` says at virtual time zero. */
  readonly epochMs: number;
  /** It is a command and not a service: it ends when nothing is left for it to do. */
  readonly program?: ProgramSpec;
}

export interface ProgramSpec {
  /** `process.argv` behind the name of the file. */
  readonly args: readonly string[];
}

export interface ServiceSpec {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Compiled modules by path relative to the fleet's code folder, as the module loader wants them. */
  readonly modules: Readonly<Record<string, CompiledModule>>;
  readonly entry: string;
  /** Names on the shelf that its code imports, and what those share. */
  readonly shelf: readonly string[];
  /** Why its code cannot be run, with the place: it does not start. */
  readonly broken: string | null;
  /** CPU time of a route (`POST /orders`), of a topic's records, and `default`. */
  readonly cost: Readonly<Record<string, DistributionSpec>>;
}

export interface CompiledModule {
  readonly format: 'esm' | 'cjs';
  readonly code: string;
}

export interface BodySpec {
  readonly cores: number;
  readonly concurrency: number;
  readonly queue: number;
  readonly memoryBytes: number;
  readonly baseBytes: number;
  readonly bytesPerRequest: number;
}

/** As callers meet a machine where nobody listens. */
export function refused(call: InstanceEvent & { kind: 'call' }, atUs: Micros, why: string): InstanceEffect {
  return { kind: 'refuse', atUs, to: call.from, exchange: call.exchange, code: 'ECONNREFUSED', why };
}
