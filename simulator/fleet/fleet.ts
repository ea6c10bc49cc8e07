import type { FlowArrivals } from '../workload/arrivals.ts';
import type { Action } from '../wire/actions.ts';
import type { DistributionSpec } from '../wire/distribution-spec.ts';
import type { LinkField } from '../wire/view/fleet-map.ts';
import type { Micros } from '../wire/packet.ts';

/** A fleet file, read and checked, with every default filled in. Nothing in it refers to files any more except as their text. */
export interface Fleet {
  readonly name: string;
  readonly services: readonly Service[];
  readonly processes: readonly Process[];
  readonly stores: readonly Store[];
  readonly brokers: readonly Broker[];
  readonly links: readonly Link[];
  readonly traffic: readonly Flow[];
  readonly script: readonly Action[];
  readonly truths: readonly Truth[];
}

export interface Service {
  readonly name: string;
  /** Source text by path as written beside the fleet file (`services/orders.ts`); empty for a model. */
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  /** As given plus what `uses` and links set: DATABASE_URL, KAFKA_BROKERS, PORT, LINK_<B>_MODE ... */
  readonly env: Readonly<Record<string, string>>;
  /** Role to store or broker name: { db: 'orders-db' }. */
  readonly uses: Readonly<Record<string, string>>;
  readonly cost: Readonly<Record<string, DistributionSpec>>;
  readonly model: Model | null;
}

/** A service without code. */
export interface Model {
  readonly latency: DistributionSpec;
  /** Share of requests answered 500. */
  readonly errors: number;
  /** Called one after the other, or all at once where written in brackets inside the list. */
  readonly calls: readonly (readonly string[])[];
  readonly concurrency: number;
  readonly queue: number;
}

export interface Process {
  readonly name: string;
  readonly services: readonly string[];
  readonly replicas: number;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly concurrency: number;
  readonly queue: number;
  readonly startup: DistributionSpec;
  readonly version: string;
}

export interface Store {
  readonly name: string;
  readonly engine: 'sql' | 'documents' | 'cache';
  /** Text of the schema and seed files, in that order; each with its path for error messages. */
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
  /** One statement or command, there and back. */
  readonly latency: DistributionSpec;
  readonly connections: number;
}

export interface Broker {
  readonly name: string;
  readonly engine: 'log' | 'queue';
  readonly latency: DistributionSpec;
  readonly replicas: number;
  readonly topics: readonly Topic[];
}

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly retentionUs: Micros | null;
}

export interface Link {
  /** A service, flow or `*`. */
  readonly from: string;
  /** A service, store, broker or `*`. `* -> *` is the default. */
  readonly to: string;
  /** null where a less specific link decides. */
  readonly latency: DistributionSpec | null;
  readonly jitter: DistributionSpec | null;
  /** Share of packets lost and sent again. */
  readonly loss: number | null;
  readonly bytesPerSecond: number | null;
  readonly timeoutUs: Micros | null;
  readonly retries: RetryPolicy | null;
  readonly breaker: BreakerPolicy | null;
  readonly mode: 'sync' | 'async' | null;
  /** Which of several replicas gets a call; null is round robin. */
  readonly balance: Balance | null;
  /** Of the fields that are null: those that are none here, whatever a less specific link says. */
  readonly without?: readonly LinkField[];
}

/** `least-requests`: of those that have the fewest calls of this caller in hand, each in its turn. */
export type Balance = 'round-robin' | 'least-requests';

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly attempts: number;
  readonly backoffUs: Micros;
  readonly jitter: 'none' | 'full';
}

export interface BreakerPolicy {
  readonly errorShare: number;
  readonly windowUs: Micros;
  readonly volume: number;
  readonly resetUs: Micros;
}

export interface Flow {
  readonly name: string;
  /** One request, or several after one another by the same user. */
  readonly steps: readonly FlowStep[];
  readonly arrivals: FlowArrivals;
  readonly fromUs: Micros;
  readonly forUs: Micros | null;
  /** How long a client waits. */
  readonly timeoutUs: Micros;
}

export interface FlowStep {
  readonly to: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON with generated fields; null for none. */
  readonly body: unknown;
  /** Pause before the step. */
  readonly think: DistributionSpec | null;
}

/** Something that holds for the business, whatever breaks: asked of what the fleet leaves behind. */
export interface Truth {
  /** What holds, in words. */
  readonly name: string;
  readonly claim: TruthClaim;
  /** What is wrong where it does not, filled in from the line that shows it: `order ${order_id} was charged twice`. */
  readonly says: string;
}

export type TruthClaim =
  /** There is no such line, at any moment. */
  | { readonly kind: 'never'; readonly lines: LineSource }
  /** In the end, when all faults are over and nobody asks any more, there is for each of these lines the same among those. */
  | { readonly kind: 'each'; readonly lines: LineSource; readonly among: LineSource };

/** Where lines of values come from. Lines are the same when their values are, by place. */
export type LineSource =
  | { readonly kind: 'rows'; readonly store: string; readonly sql: string }
  /** The fields of each record's JSON. */
  | { readonly kind: 'records'; readonly topic: string; readonly fields: readonly string[] }
  /** The fields of the JSON of each answer that clients of a flow got with this status. */
  | { readonly kind: 'answers'; readonly flow: string; readonly status: number; readonly fields: readonly string[] };
