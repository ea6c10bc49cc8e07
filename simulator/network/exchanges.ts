import type { Micros, NodeId, Protocol } from '../wire/packet.ts';
import type { TraceContext } from '../wire/trace-context.ts';

/** Between whom a message goes, and for which call. */
export interface Way {
  readonly caller: NodeId;
  readonly callee: NodeId;
  readonly number: number;
  readonly protocol: Protocol;
  /** The names of the link's ends. */
  readonly callerName: string;
  readonly calleeName: string;
  /** Of the span that called. */
  readonly trace: TraceContext | null;
}

/**
 * One call and whatever comes of it. Each side knows only its own part: the caller, whether it still waits; the callee, whether
 * the call is in its hands. Both are kept with their times, since within a window nodes are computed one after another.
 */
export interface Exchange extends Way {
  hasArrived: boolean;
  callerLeftUs: Micros;
  calleeLeftUs: Micros;
}

/** All calls that somebody still has to do with, so that a death can reset those that it cuts. */
export class Exchanges {
  readonly #byCaller = new Map<NodeId, Map<number, Exchange>>();
  #left: Exchange[] = [];

  open(way: Way): Exchange {
    const exchange = { ...way, hasArrived: false, callerLeftUs: Infinity, calleeLeftUs: Infinity };
    let own = this.#byCaller.get(exchange.caller);
    if (!own) this.#byCaller.set(exchange.caller, (own = new Map()));
    own.set(exchange.number, exchange);
    return exchange;
  }

  find(caller: NodeId, number: number): Exchange | undefined {
    return this.#byCaller.get(caller)?.get(number);
  }

  /** It has its answer, or hung up. */
  callerLeaves(exchange: Exchange, atUs: Micros): void {
    exchange.callerLeftUs = Math.min(exchange.callerLeftUs, atUs);
    this.#noteIfOver(exchange);
  }

  /** It has answered, or was told that nobody waits. */
  calleeLeaves(exchange: Exchange, atUs: Micros): void {
    exchange.calleeLeftUs = Math.min(exchange.calleeLeftUs, atUs);
    this.#noteIfOver(exchange);
  }

  /** The call never reached anybody. */
  forget({ caller, number }: Way): void {
    this.#byCaller.get(caller)?.delete(number);
  }

  /** The window is over: nobody can come up any more with what happened before both sides had left. */
  sweep(): void {
    if (this.#left.length === 0) return;
    for (const exchange of this.#left) this.forget(exchange);
    this.#left = [];
  }

  /** What a death cuts: calls it made and still waits for, and those that it has in hand. */
  of(node: NodeId): { made: Exchange[]; taken: Exchange[] } {
    const waits = (exchange: Exchange): boolean => exchange.callerLeftUs === Infinity;
    const made = [...(this.#byCaller.get(node)?.values() ?? [])].filter(waits);
    const taken: Exchange[] = [];
    for (const own of this.#byCaller.values()) {
      for (const exchange of own.values()) {
        if (exchange.callee === node && exchange.hasArrived && exchange.calleeLeftUs === Infinity) taken.push(exchange);
      }
    }
    return { made, taken };
  }

  get size(): number {
    let size = 0;
    for (const own of this.#byCaller.values()) size += own.size;
    return size;
  }

  #noteIfOver(exchange: Exchange): void {
    if (exchange.callerLeftUs < Infinity && exchange.calleeLeftUs < Infinity) this.#left.push(exchange);
  }
}
