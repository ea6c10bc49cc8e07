import type { LogBrokerFact } from '../../wire/facts.ts';
import type { NodeContext, RandomStream, TimerHandle } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';

/** What the parts of a broker may ask of the world around them. */
export interface Surroundings {
  now(): Micros;
  after(delayUs: Micros, run: () => void): TimerHandle;
  cancel(timer: TimerHandle): void;
  random(purpose: string): RandomStream;
  fact(fact: LogBrokerFact): void;
}

/** Timers of a broker die with it, and wait while it is frozen: they go off late, in their order, when it thaws. */
export class Lifetime implements Surroundings {
  readonly #context: NodeContext;
  readonly #cancelled = new Set<TimerHandle>();
  #incarnation = 0;
  #held: { readonly timer: TimerHandle; readonly run: () => void }[] = [];
  #freezes = 0;

  constructor(context: NodeContext) {
    this.#context = context;
  }

  end(): void {
    this.#incarnation++;
    this.#held = [];
    this.#cancelled.clear();
  }

  freeze(): void {
    this.#freezes++;
  }

  thaw(): void {
    if (--this.#freezes > 0) return;
    const held = this.#held;
    this.#held = [];
    for (const { timer, run } of held) if (!this.#cancelled.delete(timer)) run();
    this.#cancelled.clear();
  }

  now(): Micros {
    return this.#context.now();
  }

  after(delayUs: Micros, run: () => void): TimerHandle {
    const incarnation = this.#incarnation;
    const timer = this.#context.after(delayUs, () => {
      if (incarnation !== this.#incarnation) return;
      if (this.#freezes > 0) this.#held.push({ timer, run });
      else run();
    });
    return timer;
  }

  cancel(timer: TimerHandle): void {
    this.#context.cancel(timer);
    if (this.#held.length > 0 || this.#freezes > 0) this.#cancelled.add(timer);
  }

  random(purpose: string): RandomStream {
    return this.#context.random(purpose);
  }

  fact(fact: LogBrokerFact): void {
    this.#context.fact(fact);
  }
}
