import { grownFloats, grownIntegers } from './grown.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

/** The events to come, each in a slot of its own that is used again. In which order they come is the queue's business. */
export class EventTable<Payload> {
  times = new Float64Array(1024);
  sources = new Int32Array(1024);
  sequences = new Float64Array(1024);
  readonly payloads: (Payload | undefined)[] = [];
  #free = new Int32Array(1024);
  #freeCount = 0;
  #slots = 0;

  take(atUs: Micros, source: NodeId, sequence: number, payload: Payload): number {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newSlot();
    this.times[slot] = atUs;
    this.sources[slot] = source;
    this.sequences[slot] = sequence;
    this.payloads[slot] = payload;
    return slot;
  }

  /** Its payload is left until the slot is used again, which is soon. */
  release(slot: number): void {
    this.#free[this.#freeCount++] = slot;
  }

  /** The order (time, source node, that node's own sequence). */
  isBefore(left: number, right: number): boolean {
    const leftUs = this.times[left]!;
    const rightUs = this.times[right]!;
    return leftUs === rightUs ? this.isBeforeAtSameTime(left, right) : leftUs < rightUs;
  }

  isBeforeAtSameTime(left: number, right: number): boolean {
    const leftSource = this.sources[left]!;
    const rightSource = this.sources[right]!;
    if (leftSource !== rightSource) return leftSource < rightSource;
    return this.sequences[left]! < this.sequences[right]!;
  }

  #newSlot(): number {
    if (this.#slots === this.times.length) {
      this.times = grownFloats(this.times);
      this.sequences = grownFloats(this.sequences);
      this.sources = grownIntegers(this.sources);
      this.#free = grownIntegers(this.#free);
    }
    return this.#slots++;
  }
}
