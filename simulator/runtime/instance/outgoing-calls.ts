import type { CallOutcome } from '../../wire/bridge.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

export interface WaitingCall {
  readonly trace: TraceContext | null;
  readonly done: (outcome: CallOutcome) => void;
}

/** Numbers that no earlier or later life of this process uses: a late answer must not find the wrong one waiting. */
const exchangesPerLife = 4_294_967_296;

/** The calls that this process waits for. */
export class OutgoingCalls {
  #next: number;
  readonly #waiting = new Map<number, WaitingCall>();

  constructor(incarnation: number) {
    this.#next = incarnation * exchangesPerLife;
  }

  get count(): number {
    return this.#waiting.size;
  }

  nextNumber(): number {
    return this.#next++;
  }

  wait(exchange: number, call: WaitingCall): void {
    this.#waiting.set(exchange, call);
  }

  /** The one who waits for this answer; undefined when it has given up. */
  take(exchange: number): WaitingCall | undefined {
    const call = this.#waiting.get(exchange);
    this.#waiting.delete(exchange);
    return call;
  }

  forget(exchange: number): boolean {
    return this.#waiting.delete(exchange);
  }
}
