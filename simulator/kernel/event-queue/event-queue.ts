import { invariant } from '../invariant.ts';
import { EventHeap } from './event-heap.ts';
import { EventTable } from './event-table.ts';
import { EventWheel } from './event-wheel.ts';
import { smallWhole } from '../exact-math/small-whole.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

/** Where an event waits, by slot. */
const nowhere = 0;
const onWheel = 1;
const inHeap = 2;

/**
 * The events to come, in the order (time, source node, that node's own sequence).
 * The order never depends on who was asked first, so the same events give the same run whatever host computed them.
 *
 * What is near waits on a wheel and all else in a heap; the first event is the first of the two that lead them.
 */
export class EventQueue<Payload> {
  readonly #table = new EventTable<Payload>();
  readonly #wheel = new EventWheel(this.#table);
  readonly #heap = new EventHeap(this.#table);
  #waits = new Uint8Array(1024);
  #size = 0;
  /** The slot of the first event; -1 while that is not known. */
  #first = -1;

  /** Returns a handle for `cancel`; it is valid until the event is taken. */
  push(atUs: Micros, source: NodeId, sequence: number, payload: Payload): number {
    const slot = this.#table.take(atUs, source, sequence, payload);
    if (slot >= this.#waits.length) this.#grow();
    if (this.#wheel.add(slot, atUs)) this.#waits[slot] = onWheel;
    else {
      this.#heap.add(slot, atUs);
      this.#waits[slot] = inHeap;
    }
    this.#size++;
    if (this.#first >= 0 && this.#table.isBefore(slot, this.#first)) this.#first = slot;
    return slot;
  }

  get size(): number {
    return this.#size;
  }

  cancel(slot: number): void {
    if (this.#waits[slot] !== nowhere) this.#remove(slot);
  }

  /** Time of the first event, or Infinity. */
  nextUs(): Micros {
    const first = this.first();
    return first < 0 ? Infinity : this.timeOf(first);
  }

  /** The slot of the first event, -1 when there is none; read it with the accessors, then `drop` it. */
  first(): number {
    if (this.#first < 0 && this.#size > 0) this.#first = this.#findFirst();
    return this.#first;
  }

  timeOf(slot: number): Micros {
    return smallWhole(this.#table.times[slot]!);
  }

  sourceOf(slot: number): NodeId {
    return this.#table.sources[slot]!;
  }

  sequenceOf(slot: number): number {
    return this.#table.sequences[slot]!;
  }

  payloadOf(slot: number): Payload {
    return this.#table.payloads[slot] as Payload;
  }

  dropFirst(): void {
    const first = this.first();
    invariant(first >= 0, 'there is no first event to drop');
    this.#remove(first);
    this.#wheel.turnTo(this.#table.times[first]!);
  }

  #remove(slot: number): void {
    if (this.#waits[slot] === onWheel) this.#wheel.remove(slot);
    else this.#heap.remove(slot);
    this.#waits[slot] = nowhere;
    this.#table.release(slot);
    this.#size--;
    if (slot === this.#first) this.#first = -1;
  }

  #findFirst(): number {
    const near = this.#wheel.first();
    const far = this.#heap.first();
    if (near < 0 || far < 0) return near < 0 ? far : near;
    return this.#table.isBefore(near, far) ? near : far;
  }

  #grow(): void {
    const grown = new Uint8Array(this.#waits.length * 2);
    grown.set(this.#waits);
    this.#waits = grown;
  }
}
