import type { CodePlace } from '../wire/code-place.ts';
import type { ProcessEnd } from '../wire/instance-events.ts';

/** What a run comes to: the object that `flotilla run --json` prints. Times are virtual milliseconds. */
export interface Report {
  readonly digest: string;
  readonly seed: string;
  readonly virtualMs: number;
  readonly wallMs: number;
  readonly events: number;
  readonly requests: readonly RequestRow[];
  readonly processes: Readonly<Record<string, ProcessRow>>;
  readonly services: Readonly<Record<string, ServiceRow>>;
  readonly links: Readonly<Record<string, LinkRow>>;
  readonly breakers: readonly BreakerRow[];
  readonly topics: Readonly<Record<string, TopicRow>>;
  readonly sagas: readonly SagaRow[];
  readonly logs: readonly LogRow[];
  readonly stores?: Readonly<Record<string, unknown>>;
}

export interface Latencies {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface RequestRow extends Latencies {
  readonly flow: string;
  readonly route: string;
  readonly count: number;
  readonly ok: number;
  readonly failed: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly causes: readonly { readonly text: string; readonly count: number }[];
}

export interface ProcessRow {
  readonly name: string;
  readonly replicas: number;
  readonly crashes: number;
  readonly restarts: number;
  readonly oomKills: number;
  readonly heapBytes: number;
  /** Of all its cores, over the whole run. */
  readonly cpuShare: number;
  readonly queueMax: number;
  /** Why its replicas ended, the newest ones. */
  readonly ends: readonly ProcessEndRow[];
}

export interface ProcessEndRow {
  readonly atMs: number;
  readonly replica: string;
  readonly end: ProcessEnd;
  readonly reason: string;
}

export interface ServiceRow {
  readonly handled: number;
  readonly errors: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly routes: readonly {
    readonly route: string;
    readonly handled: number;
    readonly errors: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  }[];
}

export interface LinkRow {
  readonly calls: number;
  readonly failed: number;
  readonly retries: number;
  readonly rejected: number;
  readonly p50: number;
  readonly p99: number;
}

export interface BreakerRow {
  readonly service: string;
  readonly replica: string;
  readonly name: string;
  readonly state: string;
  readonly transitions: readonly { readonly atMs: number; readonly to: string }[];
}

export interface TopicRow {
  readonly produced: number;
  readonly groups: Readonly<
    Record<string, { readonly consumed: number; readonly redelivered: number; readonly lag: number }>
  >;
}

export interface SagaRow {
  readonly service: string;
  readonly machine: string;
  readonly instance: string;
  readonly states: readonly { readonly atMs: number; readonly to: string; readonly event: string }[];
}

export interface LogRow {
  readonly atMs: number;
  readonly service: string;
  readonly replica: string;
  readonly level: string;
  readonly message: string;
  readonly traceId: string | null;
  /** Where an error that was printed or thrown came from: `services/orders.ts:12`. */
  readonly line?: string;
  readonly place?: CodePlace;
}
