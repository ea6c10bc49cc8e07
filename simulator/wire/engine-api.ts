import type { Action } from './actions.ts';
import type { ProcessState } from './facts.ts';

/** What a page says to the engine in its frame, by one message port. */
export interface EngineApi {
  load(request: LoadRequest, provide: (asset: string) => Promise<ArrayBuffer | string>): Promise<LoadResult>;
  onFrame(show: (frame: EngineFrame) => void): void;
  play(speed: number): void;
  pause(): void;
  advance(untilUs: number): Promise<void>;
  /** Now; a fleet that stands still moves on by one microsecond, so that the consequence shows. */
  act(action: Omit<Action, 'atUs'>): Promise<void>;
  report(): Promise<unknown>;
  /** Everything done to the run so far: with the files and the seed it is the run. */
  record(): Promise<readonly Action[]>;
  /** Answers at once, if anybody is there. */
  isAlive(): true;
}

export interface LoadRequest {
  /** Texts by path: the fleet file, what it extends, code, SQL. */
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly seed: string;
  /** A worker for each process, or one realm for all. */
  readonly host: 'workers' | 'group';
}

export type LoadResult =
  | { readonly ok: true; readonly fleet: string; readonly stores: readonly string[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** A picture of the fleet, a few times a second. */
export interface EngineFrame {
  readonly virtualMs: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly requests: readonly {
    readonly flow: string;
    readonly route: string;
    readonly count: number;
    readonly ok: number;
    readonly failed: number;
    readonly p50: number;
    readonly p95: number;
    readonly causes: readonly { readonly text: string; readonly count: number }[];
  }[];
  readonly processes: Readonly<
    Record<
      string,
      { readonly crashes: number; readonly restarts: number; readonly cpuShare: number; readonly heapBytes: number }
    >
  >;
  readonly services: Readonly<
    Record<string, { readonly handled: number; readonly errors: number; readonly p50: number; readonly p95: number }>
  >;
  /** Calls by `caller->callee`. */
  readonly links: Readonly<
    Record<string, { readonly calls: number; readonly failed: number; readonly p50: number; readonly p99: number }>
  >;
  readonly topics: Readonly<
    Record<
      string,
      {
        readonly produced: number;
        readonly groups: Readonly<Record<string, { readonly consumed: number; readonly lag: number }>>;
      }
    >
  >;
  readonly states: readonly {
    readonly name: string;
    readonly process: string;
    readonly services: readonly string[];
    readonly state: ProcessState;
    /** Why it is in it, where that needs saying: "uncaught TypeError: ...". */
    readonly reason: string;
  }[];
  /** What was broken and is not restored yet. */
  readonly faults: readonly { readonly verb: string; readonly target: string }[];
}
