import type { Origin } from '../kernel/simulation.ts';
import type { InstanceEvent } from '../wire/instance-events.ts';
import type { FailureCode, Micros, NodeId, Packet } from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

/** A message as its process is told of it; one shape for all kinds, as packets have. */
class Arrival {
  readonly atUs: Micros;
  readonly source: NodeId;
  readonly sequence: number;
  readonly kind: Packet['kind'];
  readonly from: NodeId;
  readonly exchange: number;
  readonly payload: unknown;
  readonly trace: TraceContext | null;
  readonly code: FailureCode | null;
  readonly why: string;

  constructor(
    { atUs, source, sequence }: Origin,
    kind: Packet['kind'],
    from: NodeId,
    exchange: number,
    payload: unknown,
    trace: TraceContext | null,
    code: FailureCode | null,
    why: string,
  ) {
    this.atUs = atUs;
    this.source = source;
    this.sequence = sequence;
    this.kind = kind;
    this.from = from;
    this.exchange = exchange;
    this.payload = payload;
    this.trace = trace;
    this.code = code;
    this.why = why;
  }
}

/** null for what its operating system keeps to itself. */
export function arrivalOf(packet: Packet, origin: Origin): InstanceEvent | null {
  switch (packet.kind) {
    case 'call': {
      const { from, exchange, payload, trace } = packet;
      return new Arrival(origin, 'call', from, exchange, payload, trace, null, '') as InstanceEvent;
    }
    case 'answer':
      return new Arrival(
        origin,
        'answer',
        packet.from,
        packet.exchange,
        packet.payload,
        null,
        null,
        '',
      ) as InstanceEvent;
    case 'failure': {
      const { from, exchange, code, why } = packet;
      return new Arrival(origin, 'failure', from, exchange, null, null, code, why) as InstanceEvent;
    }
    case 'cancel':
      return new Arrival(origin, 'cancel', packet.from, packet.exchange, null, null, null, '') as InstanceEvent;
    case 'disconnect':
      return null;
  }
}
