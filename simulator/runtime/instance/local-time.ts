import { EventQueue } from '../../kernel/event-queue/event-queue.ts';
import { smallWhole } from '../../kernel/exact-math/small-whole.ts';
import type { Scheduler } from '../../machine/scheduler.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

const pendingMax = 200_000;
/** More than there can be pending: a timer's number is its sequence above its slot, so that no table of timers is needed. */
const slotsMax = 2 ** 18;

/** A process's own clock and timers. Timers due at the same time run in the order they were set. */
export class LocalTime implements Scheduler {
  readonly #node: NodeId;
  readonly #queue = new EventQueue<() => void>();
  readonly #tooMany: (text: string) => void;
  #nowUs: Micros = 0;
  #sequence = 0;

  constructor(node: NodeId, nowUs: Micros, tooMany: (text: string) => void) {
    this.#node = node;
    this.#nowUs = smallWhole(nowUs);
    this.#tooMany = tooMany;
  }

  nowUs(): Micros {
    return this.#nowUs;
  }

  /** Time never runs backwards: what was held up by a hang happens when the process goes on. */
  moveTo(atUs: Micros): void {
    if (atUs > this.#nowUs) this.#nowUs = smallWhole(atUs);
  }

  after(delayUs: Micros, run: () => void): number {
    const sequence = this.#sequence++;
    const slot = this.#queue.push(this.#nowUs + delayUs, this.#node, sequence, run);
    if (this.#queue.size > pendingMax) this.#tooMany(`${pendingMax} timers are pending at once`);
    return sequence * slotsMax + slot;
  }

  /** Does nothing for a timer that has run: its slot is free, or another one's by now. */
  cancel(timer: number): void {
    const slot = timer % slotsMax;
    if (this.#queue.sequenceOf(slot) === Math.floor(timer / slotsMax)) this.#queue.cancel(slot);
  }

  get pending(): number {
    return this.#queue.size;
  }

  nextUs(): Micros {
    return this.#queue.nextUs();
  }

  runNext(): void {
    const slot = this.#queue.first();
    this.moveTo(this.#queue.timeOf(slot));
    const run = this.#queue.payloadOf(slot);
    this.#queue.dropFirst();
    run();
  }
}
