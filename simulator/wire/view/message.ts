import type { Micros } from '../packet.ts';

/** One message on its way between two nodes of the map. What only keeps connections alive (heartbeats, empty polls) is none. */
export interface Message {
  /** Unique in the run. */
  readonly id: string;
  /** A service, store, broker or flow. */
  readonly from: string;
  readonly to: string;
  /** Which replica of a process sends it, or gets it: `orders#2`. */
  readonly fromReplica: string | null;
  readonly toReplica: string | null;
  readonly sentUs: Micros;
  /** Of a lost one: when it would have been missed first, at the earliest. */
  readonly arrivesUs: Micros;
  readonly what: 'call' | 'answer' | 'failure' | 'record' | 'statement' | 'rows' | 'cancel';
  /** Why it never arrives; null when it does. */
  readonly lost: string | null;
  /** Nothing is wrong with what it says: no failure, no answer of 500 and above, no error of a store or broker. */
  readonly ok: boolean;
  /** `POST /orders`, `201`, `INSERT orders`, `order.placed`. */
  readonly label: string;
  readonly traceId: string | null;
  /** The span that sent the call which this message belongs to; its fact knows the line of code. */
  readonly spanId: string | null;
  /** Where a record goes, or comes from. */
  readonly topic: string | null;
  readonly partition: number | null;
}
