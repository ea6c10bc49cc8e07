import { EventQueue } from '../../kernel/event-queue/event-queue.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Micros } from '../../wire/packet.ts';

/** Time that passes when a test says so. */
export class ManualScheduler implements Scheduler {
  readonly #queue = new EventQueue<() => void>();
  #nowUs: Micros = 0;
  #timers = 0;

  nowUs(): Micros {
    return this.#nowUs;
  }

  after(delayUs: Micros, run: () => void): number {
    return this.#queue.push(this.#nowUs + delayUs, 0, this.#timers++, run);
  }

  cancel(timer: number): void {
    this.#queue.cancel(timer);
  }

  runUntil(untilUs: Micros): void {
    while (this.#queue.nextUs() <= untilUs) {
      const slot = this.#queue.first();
      const run = this.#queue.payloadOf(slot);
      this.#nowUs = this.#queue.timeOf(slot);
      this.#queue.dropFirst();
      run();
    }
    this.#nowUs = untilUs;
  }

  runAll(): void {
    while (this.#queue.nextUs() < Infinity) this.runUntil(this.#queue.nextUs());
  }
}
