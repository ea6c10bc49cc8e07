import { grownFloats, grownIntegers } from './grown.ts';
import type { EventTable } from './event-table.ts';
import type { Micros } from '../../wire/packet.ts';

const arity = 4;

/**
 * A 4-ary heap over typed arrays, for events of any time. Times stand in heap order, side by side, since nearly every comparison
 * ends with them. Every slot knows its place in the heap, so a cancelled timer leaves at once instead of waiting as a tombstone:
 * most timeouts are armed and cancelled.
 */
export class EventHeap {
  readonly #table: EventTable<unknown>;
  #size = 0;
  /** By place in the heap. */
  #times = new Float64Array(1024);
  #heap = new Int32Array(1024);
  /** By slot. */
  #places = new Int32Array(1024);

  constructor(table: EventTable<unknown>) {
    this.#table = table;
  }

  add(slot: number, atUs: Micros): void {
    if (this.#size === this.#heap.length) {
      this.#times = grownFloats(this.#times);
      this.#heap = grownIntegers(this.#heap);
    }
    while (slot >= this.#places.length) this.#places = grownIntegers(this.#places);
    this.#rise(this.#size++, slot, atUs);
  }

  remove(slot: number): void {
    const place = this.#places[slot]!;
    const last = this.#heap[--this.#size]!;
    if (last === slot) return;
    const atUs = this.#times[this.#size]!;
    this.#rise(place, last, atUs);
    this.#sink(this.#places[last]!, last, atUs);
  }

  /** The slot of the first event; -1 when there is none. */
  first(): number {
    return this.#size === 0 ? -1 : this.#heap[0]!;
  }

  #rise(from: number, slot: number, atUs: Micros): void {
    const times = this.#times;
    const heap = this.#heap;
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 2;
      const parentUs = times[parentPlace]!;
      const parent = heap[parentPlace]!;
      if (parentUs < atUs || (parentUs === atUs && !this.#table.isBeforeAtSameTime(slot, parent))) break;
      times[place] = parentUs;
      heap[place] = parent;
      this.#places[parent] = place;
      place = parentPlace;
    }
    times[place] = atUs;
    heap[place] = slot;
    this.#places[slot] = place;
  }

  #sink(from: number, slot: number, atUs: Micros): void {
    const times = this.#times;
    const heap = this.#heap;
    const places = this.#places;
    const table = this.#table;
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
        if (childUs === bestUs && !table.isBeforeAtSameTime(heap[child]!, heap[best]!)) continue;
        best = child;
        bestUs = childUs;
      }
      const bestSlot = heap[best]!;
      if (atUs < bestUs || (atUs === bestUs && table.isBeforeAtSameTime(slot, bestSlot))) break;
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
