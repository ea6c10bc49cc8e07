import type {
  AnswerPacket,
  CallPacket,
  CancelPacket,
  DisconnectPacket,
  FailureCode,
  FailurePacket,
  NodeId,
  Packet,
  Protocol,
} from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

/**
 * All packets have the same fields, whatever their kind: whoever reads one meets a single shape, where five would make
 * every access a search.
 */
class AnyPacket {
  readonly kind: Packet['kind'];
  readonly from: NodeId;
  readonly to: NodeId;
  readonly exchange: number;
  readonly protocol: Protocol | null;
  readonly payload: unknown;
  readonly trace: TraceContext | null;
  readonly code: FailureCode | null;
  readonly why: string;

  constructor(
    kind: Packet['kind'],
    from: NodeId,
    to: NodeId,
    exchange: number,
    protocol: Protocol | null,
    payload: unknown,
    trace: TraceContext | null,
    code: FailureCode | null,
    why: string,
  ) {
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.exchange = exchange;
    this.protocol = protocol;
    this.payload = payload;
    this.trace = trace;
    this.code = code;
    this.why = why;
  }
}

export function callPacket(
  from: NodeId,
  to: NodeId,
  exchange: number,
  protocol: Protocol,
  payload: unknown,
  trace: TraceContext | null,
): CallPacket {
  return new AnyPacket('call', from, to, exchange, protocol, payload, trace, null, '') as CallPacket;
}

export function answerPacket(from: NodeId, to: NodeId, exchange: number, payload: unknown): AnswerPacket {
  return new AnyPacket('answer', from, to, exchange, null, payload, null, null, '') as AnswerPacket;
}

export function failurePacket(
  from: NodeId,
  to: NodeId,
  exchange: number,
  code: FailureCode,
  why: string,
): FailurePacket {
  return new AnyPacket('failure', from, to, exchange, null, null, null, code, why) as FailurePacket;
}

export function cancelPacket(from: NodeId, to: NodeId, exchange: number): CancelPacket {
  return new AnyPacket('cancel', from, to, exchange, null, null, null, null, '') as CancelPacket;
}

export function disconnectPacket(from: NodeId, to: NodeId): DisconnectPacket {
  return new AnyPacket('disconnect', from, to, -1, null, null, null, null, '') as DisconnectPacket;
}
