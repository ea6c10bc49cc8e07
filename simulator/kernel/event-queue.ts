import { invariant } from './invariant.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

const arity = 4;

/**
 * The events to come, in the order (time, source node, that node's own sequence).
 * The order never depends on who was asked first, so the same events give the same run whatever host computed them.
 *
 * A 4-ary heap over typed arrays. Times stand in heap order, side by side, since nearly every comparison ends with them;
 * the rest of an event stays in its slot. Every slot knows its place in the heap, so a cancelled timer leaves at once
 * instead of waiting as a tombstone: most timeouts are armed and cancelled.
 */
export class EventQueue<Payload> {
  #size = 0;
  /**
   * The first event was taken and its place is still empty. Most events bring forth another one:
   * it then sinks from there, instead of one event sinking and another one rising.
   */
  #hasHole = false;
  /** By place in the heap. */
  #times = new Float64Array(1024);
  #heap = new Int32Array(1024);
  /** By slot. */
  #sources = new Int32Array(1024);
  #sequences = new Float64Array(1024);
  #payloads: (Payload | undefined)[] = [];
  #places = new Int32Array(1024).fill(-1);
  #free = new Int32Array(1024);
  #freeCount = 0;
  #slots = 0;

  /** Returns a handle for `cancel`; it is valid until the event is taken. */
  push(atUs: Micros, source: NodeId, sequence: number, payload: Payload): number {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newSlot();
    this.#sources[slot] = source;
    this.#sequences[slot] = sequence;
    this.#payloads[slot] = payload;
    this.#size++;
    if (this.#hasHole) {
      this.#hasHole = false;
      this.#siftDown(0, slot, atUs);
    } else this.#siftUp(this.#size - 1, slot, atUs);
    return slot;
  }

  get size(): number {
    return this.#size;
  }

  cancel(slot: number): void {
    this.#fillHole();
    const place = this.#places[slot]!;
    if (place < 0) return;
    this.#release(slot);
    const last = this.#heap[--this.#size]!;
    if (last === slot) return;
    const atUs = this.#times[this.#size]!;
    this.#siftUp(place, last, atUs);
    this.#siftDown(this.#places[last]!, last, atUs);
  }

  /** Time of the first event, or Infinity. */
  nextUs(): Micros {
    if (this.#hasHole) this.#fillHole();
    return this.#size === 0 ? Infinity : this.#times[0]!;
  }

  /** The slot of the first event; read it with the accessors, then `drop` it. */
  first(): number {
    if (this.#hasHole) this.#fillHole();
    return this.#heap[0]!;
  }

  timeOf(slot: number): Micros {
    return this.#times[this.#places[slot]!]!;
  }

  sourceOf(slot: number): NodeId {
    return this.#sources[slot]!;
  }

  sequenceOf(slot: number): number {
    return this.#sequences[slot]!;
  }

  payloadOf(slot: number): Payload {
    return this.#payloads[slot] as Payload;
  }

  dropFirst(): void {
    invariant(this.#size > 0 && !this.#hasHole, 'there is no first event to drop');
    this.#release(this.#heap[0]!);
    this.#size--;
    this.#hasHole = true;
  }

  /** The last one of the heap sinks from the top. */
  #fillHole(): void {
    if (!this.#hasHole) return;
    this.#hasHole = false;
    if (this.#size > 0) this.#siftDown(0, this.#heap[this.#size]!, this.#times[this.#size]!);
  }

  #release(slot: number): void {
    this.#places[slot] = -1;
    // Its payload is left until the slot is used again, which is soon.
    this.#free[this.#freeCount++] = slot;
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
    this.#free = grown(this.#free, new Int32Array(length));
    this.#heap = grown(this.#heap, new Int32Array(length));
    this.#places = grown(this.#places, new Int32Array(length).fill(-1));
  }

  /** Of two events at the same time. */
  #before(left: number, right: number): boolean {
    const leftSource = this.#sources[left]!;
    const rightSource = this.#sources[right]!;
    if (leftSource !== rightSource) return leftSource < rightSource;
    return this.#sequences[left]! < this.#sequences[right]!;
  }

  #siftUp(from: number, slot: number, atUs: Micros): void {
    const times = this.#times;
    const heap = this.#heap;
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 2;
      const parentUs = times[parentPlace]!;
      const parent = heap[parentPlace]!;
      if (parentUs < atUs || (parentUs === atUs && !this.#before(slot, parent))) break;
      times[place] = parentUs;
      heap[place] = parent;
      this.#places[parent] = place;
      place = parentPlace;
    }
    times[place] = atUs;
    heap[place] = slot;
    this.#places[slot] = place;
  }

  #siftDown(from: number, slot: number, atUs: Micros): void {
    const times = this.#times;
    const heap = this.#heap;
    const places = this.#places;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * arity + 1;
      if (first >= size) break;
      let best = first;
      let bestUs = times[first]!;
      const end = first + arity < size ? first + arity : size;
      for (let child = first + 1; child < end; child++) {
        const childUs = times[child]!;
        if (childUs > bestUs) continue;
        if (childUs === bestUs && !this.#before(heap[child]!, heap[best]!)) continue;
        best = child;
        bestUs = childUs;
      }
      const bestSlot = heap[best]!;
      if (atUs < bestUs || (atUs === bestUs && this.#before(slot, bestSlot))) break;
      times[place] = bestUs;
      heap[place] = bestSlot;
      places[bestSlot] = place;
      place = best;
    }
    times[place] = atUs;
    heap[place] = slot;
    places[slot] = place;
  }
}
