import type { Exchange } from './exchange.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** All calls that somebody still has to do with, so that a death can reset those that it cuts. */
export class Exchanges {
  readonly #byCaller = new Map<NodeId, Map<number, Exchange>>();
  #over: Exchange[] = [];

  add(exchange: Exchange): void {
    let own = this.#byCaller.get(exchange.caller);
    if (!own) this.#byCaller.set(exchange.caller, (own = new Map()));
    own.set(exchange.number, exchange);
  }

  find(caller: NodeId, number: number): Exchange | undefined {
    return this.#byCaller.get(caller)?.get(number);
  }

  /** It has its answer, or hung up. */
  callerLeaves(exchange: Exchange, atUs: Micros): void {
    exchange.callerLeftUs = Math.min(exchange.callerLeftUs, atUs);
    if (exchange.isOver) this.#over.push(exchange);
  }

  /** It has answered, or was told that nobody waits. */
  calleeLeaves(exchange: Exchange, atUs: Micros): void {
    exchange.calleeLeftUs = Math.min(exchange.calleeLeftUs, atUs);
    if (exchange.isOver) this.#over.push(exchange);
  }

  /** The call never reached anybody. */
  forget({ caller, number }: Exchange): void {
    this.#byCaller.get(caller)?.delete(number);
  }

  /** The window is over: nobody can come up any more with what happened before both sides had left. */
  sweep(): void {
    if (this.#over.length === 0) return;
    for (const exchange of this.#over) this.forget(exchange);
    this.#over = [];
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

  /** How many calls of this caller the callee has in hand, as far as the caller knows by then. */
  between(caller: NodeId, callee: NodeId, atUs: Micros): number {
    let count = 0;
    for (const exchange of this.#byCaller.get(caller)?.values() ?? [])
      if (exchange.callee === callee && exchange.callerLeftUs > atUs) count++;
    return count;
  }

  /** Somebody waits for it, or is on the way to it. */
  isBusy(callee: NodeId): boolean {
    for (const own of this.#byCaller.values())
      for (const exchange of own.values())
        if (exchange.callee === callee && exchange.calleeLeftUs === Infinity) return true;
    return false;
  }
}
