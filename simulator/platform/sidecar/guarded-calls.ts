import type { Sidecar } from './sidecar.ts';
import type { Lookahead } from '../../network/lookahead.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

/** The sidecars of one process, and which of its calls they hold, so that giving one up reaches the right one. */
export class GuardedCalls {
  readonly #lookahead: Lookahead;
  readonly #sidecars = new Map<string, Sidecar>();
  readonly #held = new Map<number, NodeId>();
  readonly #answered: { readonly exchange: number; readonly atUs: Micros }[] = [];

  constructor(lookahead: Lookahead) {
    this.#lookahead = lookahead;
  }

  add(sidecar: Sidecar): void {
    this.#sidecars.set(sidecar.service, sidecar);
  }

  owns(node: NodeId): boolean {
    for (const sidecar of this.#sidecars.values()) if (sidecar.node === node) return true;
    return false;
  }

  get all(): readonly Sidecar[] {
    return [...this.#sidecars.values()];
  }

  of(service: string): Sidecar | undefined {
    return this.#sidecars.get(service);
  }

  hold(exchange: number, sidecar: NodeId): void {
    this.#held.set(exchange, sidecar);
  }

  /** Who holds it; it is given up with this. */
  release(exchange: number): NodeId | undefined {
    const sidecar = this.#held.get(exchange);
    this.#held.delete(exchange);
    return sidecar;
  }

  /** Within the window it may yet show that the process had given this call up before: only later is it forgotten. */
  noteAnswered(exchange: number, atUs: Micros): void {
    if (this.#held.size === 0) return;
    for (
      let first = this.#answered[0];
      first && first.atUs + this.#lookahead.soonestUs <= atUs;
      first = this.#answered[0]
    ) {
      this.#held.delete(first.exchange);
      this.#answered.shift();
    }
    if (this.#held.has(exchange)) this.#answered.push({ exchange, atUs });
  }

  /** The process is gone. */
  clear(): void {
    this.#held.clear();
    for (const sidecar of this.#sidecars.values()) sidecar.clear();
  }
}
