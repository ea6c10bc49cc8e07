import type { Link } from './link.ts';
import type { Micros, NodeId, Protocol } from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

/**
 * One call and whatever comes of it. Each side knows only its own part: the caller, whether it still waits; the callee, whether
 * the call is in its hands. Both are kept with their times, since within a window nodes are computed one after another.
 */
export class Exchange {
  readonly caller: NodeId;
  readonly callee: NodeId;
  readonly number: number;
  readonly protocol: Protocol;
  readonly link: Link;
  /** Of the span that called. */
  readonly trace: TraceContext | null;
  hasArrived = false;
  callerLeftUs: Micros = Infinity;
  calleeLeftUs: Micros = Infinity;

  constructor(
    caller: NodeId,
    callee: NodeId,
    number: number,
    protocol: Protocol,
    link: Link,
    trace: TraceContext | null,
  ) {
    this.caller = caller;
    this.callee = callee;
    this.number = number;
    this.protocol = protocol;
    this.link = link;
    this.trace = trace;
  }

  get isOver(): boolean {
    return this.callerLeftUs < Infinity && this.calleeLeftUs < Infinity;
  }
}
