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
  /** Declared ones; those that only show when somebody calls are in the frame. */
  readonly links: readonly MapLink[];
  readonly flows: readonly MapFlow[];
  readonly faults: readonly FaultKind[];
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
  readonly version: string;
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
}

export interface MapStore {
  readonly name: string;
  readonly engine: 'sql' | 'documents' | 'cache';
  readonly tables: readonly string[];
  readonly connections: number;
}

export interface MapBroker {
  readonly name: string;
  readonly engine: 'log' | 'queue';
  readonly topics: readonly { readonly name: string; readonly partitions: number }[];
}

export interface MapLink {
  /** A service or flow. */
  readonly from: string;
  /** A service, store or broker. */
  readonly to: string;
  readonly kind: 'call' | 'store' | 'broker' | 'traffic';
  readonly mode: 'sync' | 'async' | null;
  /** As a fleet file writes it, one way: `0.5ms..2ms`. */
  readonly latency: string;
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
