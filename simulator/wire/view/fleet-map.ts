import type { DistributionSpec } from '../distribution-spec.ts';
import type { Micros } from '../packet.ts';
import type { FaultKind } from './fault-kind.ts';

/** What stands and how it is joined. It changes only when somebody changes the fleet; then its version grows. */
export interface FleetMap {
  readonly version: number;
  readonly name: string;
  readonly processes: readonly MapProcess[];
  readonly services: readonly MapService[];
  readonly stores: readonly MapStore[];
  readonly brokers: readonly MapBroker[];
  /** Declared ones, and those whose address stands in somebody's code or variables. Others show in the frame once somebody calls. */
  readonly links: readonly MapLink[];
  readonly flows: readonly MapFlow[];
  readonly faults: readonly FaultKind[];
  /** Sentences that hold whatever breaks. */
  readonly truths: readonly string[];
  /** What the start of a process takes that comes to life by a move. */
  readonly startupOfNewUs: Micros;
}

export interface MapProcess {
  readonly name: string;
  readonly services: readonly string[];
  readonly replicas: number;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Requests in hand at once, for each replica. */
  readonly concurrency: number;
  readonly queue: number;
  /** Of what is deployed last; while it is rolled out, replicas differ. */
  readonly version: string;
  /** It has replicas with code in them: it can be scaled, deployed to and set. */
  readonly runsCode: boolean;
  /** What a start takes on average. */
  readonly startupUs: Micros;
}

export interface MapService {
  readonly name: string;
  /** It has no code: a queue and a latency stand for it. */
  readonly isModel: boolean;
  readonly entry: string;
  /** Paths of its code, as lines of spans and logs name them. */
  readonly files: readonly string[];
  /** Role to store or broker: `{ db: 'orders-db' }`. */
  readonly uses: Readonly<Record<string, string>>;
  /** Of its SQL stores, by role: the tables that its code names. */
  readonly keeps: Readonly<Record<string, readonly string[]>>;
}

export interface MapStore {
  readonly name: string;
  readonly engine: 'sql' | 'documents' | 'cache';
  readonly tables: readonly string[];
  readonly connections: number;
  /** There and back, as a fleet file writes it. */
  readonly latency: string;
  readonly latencySpec: DistributionSpec;
}

export interface MapBroker {
  readonly name: string;
  readonly engine: 'log' | 'queue';
  readonly topics: readonly { readonly name: string; readonly partitions: number }[];
  readonly latency: string;
  readonly latencySpec: DistributionSpec;
}

export interface MapLink {
  /** A service or flow. */
  readonly from: string;
  /** A service, store or broker. */
  readonly to: string;
  readonly kind: 'call' | 'store' | 'broker' | 'traffic';
  readonly mode: 'sync' | 'async' | null;
  /** Which of several replicas gets a call; null is round robin. */
  readonly balance: 'round-robin' | 'least-requests' | null;
  /** As a fleet file writes it, one way: `0.5ms..2ms`. */
  readonly latency: string;
  /** The same as `set` takes it: of a store or broker without a link of its own it is that server's, there and back. */
  readonly latencySpec: DistributionSpec;
  readonly jitter: DistributionSpec | null;
  readonly loss: number | null;
  readonly bytesPerSecond: number | null;
  /** What `set` can change on it, by the names of its sizes. */
  readonly settable: readonly LinkField[];
  readonly timeoutUs: Micros | null;
  readonly retries: {
    readonly attempts: number;
    readonly backoffUs: Micros;
    readonly jitter: 'none' | 'full';
  } | null;
  readonly breaker: {
    readonly errorShare: number;
    readonly windowUs: Micros;
    readonly volume: number;
    readonly resetUs: Micros;
  } | null;
}

/** A field of a link, by its name here and in the sizes of `set`. */
export type LinkField =
  | 'latency'
  | 'jitter'
  | 'loss'
  | 'bytesPerSecond'
  | 'timeoutUs'
  | 'retries'
  | 'breaker'
  | 'mode'
  | 'balance';

export interface MapFlow {
  readonly name: string;
  /** Where its first request goes. */
  readonly to: string;
  /** `POST /orders`, of each step. */
  readonly routes: readonly string[];
  /** As a fleet file writes it: `poisson(20/s)`. */
  readonly rate: string;
  readonly timeoutUs: Micros;
}
