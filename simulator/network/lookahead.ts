import type { Micros } from '../wire/packet.ts';

/**
 * How far every process may run ahead of all others: what one does is known to nobody sooner. It follows the smallest latency,
 * and changes between windows alone, so that within a window all reckon with the same.
 */
export class Lookahead {
  /** Infinity without processes that run code. */
  us: Micros;

  constructor(us: Micros = Infinity) {
    this.us = us;
  }

  /** The news of what a process did. */
  get soonestUs(): Micros {
    return this.us === Infinity ? 0 : this.us;
  }
}
