import { invariant } from './invariant.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

const arity = 4;

/**
 * The events to come, in the order (time, source node, that node's own sequence).
 * The order never depends on who was asked first, so the same events give the same run whatever host computed them.
 *
 * A 4-ary heap of slots over typed arrays; every slot knows its place in the heap, so a cancelled timer leaves at once
 * instead of waiting as a tombstone: most timeouts are armed and cancelled.
 */
export class EventQueue<Payload> {
  size = 0;
  #times = new Float64Array(1024);
  #sources = new Int32Array(1024);
  #sequences = new Float64Array(1024);
  #targets = new Int32Array(1024);
  #payloads: (Payload | undefined)[] = [];
  #heap = new Int32Array(1024);
  #places = new Int32Array(1024).fill(-1);
  #free: number[] = [];
  #slots = 0;

  /** Returns a handle for `cancel`; it is valid until the event is taken. */
  push(atUs: Micros, source: NodeId, sequence: number, target: NodeId, payload: Payload): number {
    const slot = this.#free.pop() ?? this.#newSlot();
    this.#times[slot] = atUs;
    this.#sources[slot] = source;
    this.#sequences[slot] = sequence;
    this.#targets[slot] = target;
    this.#payloads[slot] = payload;
    this.#siftUp(this.size++, slot);
    return slot;
  }

  cancel(slot: number): void {
    const place = this.#places[slot]!;
    if (place < 0) return;
    this.#release(slot);
    const last = this.#heap[--this.size]!;
    if (last === slot) return;
    this.#siftUp(place, last);
    this.#siftDown(this.#places[last]!, last);
  }

  /** Time of the first event, or Infinity. */
  nextUs(): Micros {
    return this.size === 0 ? Infinity : this.#times[this.#heap[0]!]!;
  }

  /** The slot of the first event; read it with the accessors, then `drop` it. */
  first(): number {
    return this.#heap[0]!;
  }

  timeOf(slot: number): Micros {
    return this.#times[slot]!;
  }

  sourceOf(slot: number): NodeId {
    return this.#sources[slot]!;
  }

  sequenceOf(slot: number): number {
    return this.#sequences[slot]!;
  }

  targetOf(slot: number): NodeId {
    return this.#targets[slot]!;
  }

  payloadOf(slot: number): Payload {
    return this.#payloads[slot] as Payload;
  }

  dropFirst(): void {
    invariant(this.size > 0, 'the event queue is empty');
    this.#release(this.#heap[0]!);
    const last = this.#heap[--this.size]!;
    if (this.size > 0) this.#siftDown(0, last);
  }

  #release(slot: number): void {
    this.#places[slot] = -1;
    this.#payloads[slot] = undefined;
    this.#free.push(slot);
  }

  #newSlot(): number {
    if (this.#slots === this.#times.length) this.#grow();
    return this.#slots++;
  }

  #grow(): void {
    const length = this.#times.length * 2;
    const grown = <Kind extends Float64Array | Int32Array>(from: Kind, to: Kind): Kind => (to.set(from), to);
    this.#times = grown(this.#times, new Float64Array(length));
    this.#sequences = grown(this.#sequences, new Float64Array(length));
    this.#sources = grown(this.#sources, new Int32Array(length));
    this.#targets = grown(this.#targets, new Int32Array(length));
    this.#heap = grown(this.#heap, new Int32Array(length));
    this.#places = grown(this.#places, new Int32Array(length).fill(-1));
  }

  #before(left: number, right: number): boolean {
    const leftTime = this.#times[left]!;
    const rightTime = this.#times[right]!;
    if (leftTime !== rightTime) return leftTime < rightTime;
    const leftSource = this.#sources[left]!;
    const rightSource = this.#sources[right]!;
    if (leftSource !== rightSource) return leftSource < rightSource;
    return this.#sequences[left]! < this.#sequences[right]!;
  }

  #siftUp(from: number, slot: number): void {
    let place = from;
    while (place > 0) {
      const parentPlace = ((place - 1) / arity) | 0;
      const parent = this.#heap[parentPlace]!;
      if (!this.#before(slot, parent)) break;
      this.#heap[place] = parent;
      this.#places[parent] = place;
      place = parentPlace;
    }
    this.#heap[place] = slot;
    this.#places[slot] = place;
  }

  #siftDown(from: number, slot: number): void {
    let place = from;
    for (;;) {
      const firstChild = place * arity + 1;
      if (firstChild >= this.size) break;
      const end = Math.min(firstChild + arity, this.size);
      let best = firstChild;
      for (let child = firstChild + 1; child < end; child++) {
        if (this.#before(this.#heap[child]!, this.#heap[best]!)) best = child;
      }
      const bestSlot = this.#heap[best]!;
      if (!this.#before(bestSlot, slot)) break;
      this.#heap[place] = bestSlot;
      this.#places[bestSlot] = place;
      place = best;
    }
    this.#heap[place] = slot;
    this.#places[slot] = place;
  }
}
