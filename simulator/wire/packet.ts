import type { TraceContext } from './trace-context.ts';

/** A node is whatever has its own clock of events: a replica, a store, a broker, a flow of clients. Dense, in fleet order. */
export type NodeId = number;

/** Whole microseconds of virtual time. */
export type Micros = number;

export type Protocol = 'http' | 'sql' | 'log' | 'queue' | 'cache' | 'documents';

/** What a socket reports to the code that used it. Each maps to the error that Node's libraries would show. */
export type FailureCode =
  | 'ECONNREFUSED' // nobody listens there
  | 'ECONNRESET' // the other side died or dropped the connection
  | 'ENOTFOUND' // no such name
  | 'ETIMEDOUT' // the connection attempt was never answered
  | 'EHOSTUNREACH'; // a network element said no

/**
 * Everything that travels between nodes. An `exchange` is a number of the caller's own, used once;
 * an answer to a caller that has since died finds nobody waiting and is dropped.
 */
export type Packet = CallPacket | AnswerPacket | FailurePacket | CancelPacket | DisconnectPacket;

export interface CallPacket {
  readonly kind: 'call';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exchange: number;
  readonly protocol: Protocol;
  /** A value of the protocol's own union (`HttpRequest`, `SqlCall`, `LogCall` ...), plain JSON data. */
  readonly payload: unknown;
  readonly trace: TraceContext | null;
}

export interface AnswerPacket {
  readonly kind: 'answer';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exchange: number;
  readonly payload: unknown;
}

export interface FailurePacket {
  readonly kind: 'failure';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exchange: number;
  readonly code: FailureCode;
  /** Why, for people: "payments was killed by you at 20.0 s". Empty where nothing is known. */
  readonly why: string;
}

/** The caller no longer waits: it timed out, aborted, or closed. */
export interface CancelPacket {
  readonly kind: 'cancel';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exchange: number;
}

/** The peer's operating system closed every connection that `from` had: it stopped or died. */
export interface DisconnectPacket {
  readonly kind: 'disconnect';
  readonly from: NodeId;
  readonly to: NodeId;
}
