import { grownIntegers } from './grown.ts';
import type { EventTable } from './event-table.ts';
import type { Micros } from '../../wire/packet.ts';

/** A power of two, so that to multiply by its inverse is exact: a division would cost a twentieth of a run of models. */
const spokeUs = 16;
const spokesPerUs = 1 / spokeUs;
const spokes = 4096;
const words = spokes / 32;
/** One spoke short of all, so that none ever holds the events of two turns. */
const horizonUs = spokeUs * (spokes - 1);
/** Where an event would have to pass more than these to find its place, the spoke is too crowded. */
const stepsMax = 8;

/**
 * The events of the next 65 ms: one short sorted list for each 16 us of them, and a bit for each list that is not empty.
 * They come and go in about two thirds of the time that a heap takes, since they are compared with their neighbours alone.
 */
export class EventWheel {
  readonly #table: EventTable<unknown>;
  readonly #heads = new Int32Array(spokes).fill(-1);
  readonly #occupied = new Int32Array(words);
  /** By slot. The lists are rings, so that the last of a list is found from its head. */
  #next = new Int32Array(1024);
  #previous = new Int32Array(1024);
  #size = 0;
  /** It reaches from here to the horizon, and never back. */
  #fromUs: Micros = 0;

  constructor(table: EventTable<unknown>) {
    this.#table = table;
  }

  /** Nothing more comes before this. */
  turnTo(nowUs: Micros): void {
    this.#fromUs = nowUs;
  }

  /** False when it is not for the wheel: too far away, or in a crowd. */
  add(slot: number, atUs: Micros): boolean {
    const inUs = atUs - this.#fromUs;
    if (inUs < 0 || inUs >= horizonUs) return false;
    if (slot >= this.#next.length) this.#grow();
    const spoke = spokeOf(atUs);
    const head = this.#heads[spoke]!;
    if (head < 0) {
      this.#next[slot] = slot;
      this.#previous[slot] = slot;
      this.#heads[spoke] = slot;
      this.#occupied[spoke >>> 5]! |= 1 << (spoke & 31);
    } else if (!this.#insert(slot, spoke, head)) return false;
    this.#size++;
    return true;
  }

  remove(slot: number): void {
    const spoke = spokeOf(this.#table.times[slot]!);
    const next = this.#next[slot]!;
    this.#size--;
    if (next === slot) {
      this.#heads[spoke] = -1;
      this.#occupied[spoke >>> 5]! &= ~(1 << (spoke & 31));
      return;
    }
    const previous = this.#previous[slot]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
    if (this.#heads[spoke] === slot) this.#heads[spoke] = next;
  }

  /** The slot of the first event; -1 when there is none. */
  first(): number {
    if (this.#size === 0) return -1;
    const from = spokeOf(this.#fromUs);
    let word = from >>> 5;
    let bits = this.#occupied[word]! & (-1 << (from & 31));
    while (bits === 0) {
      word = (word + 1) & (words - 1);
      bits = this.#occupied[word]!;
    }
    return this.#heads[(word << 5) + 31 - Math.clz32(bits & -bits)]!;
  }

  /** Most come after all that are there, so their place is looked for from the end. */
  #insert(slot: number, spoke: number, head: number): boolean {
    let after = this.#previous[head]!;
    for (let steps = 0; this.#table.isBefore(slot, after); steps++) {
      if (steps === stepsMax) return false;
      if (after === head) {
        this.#heads[spoke] = slot;
        after = this.#previous[head]!;
        break;
      }
      after = this.#previous[after]!;
    }
    const next = this.#next[after]!;
    this.#next[slot] = next;
    this.#previous[slot] = after;
    this.#next[after] = slot;
    this.#previous[next] = slot;
    return true;
  }

  #grow(): void {
    this.#next = grownIntegers(this.#next);
    this.#previous = grownIntegers(this.#previous);
  }
}

function spokeOf(atUs: Micros): number {
  return (atUs * spokesPerUs) & (spokes - 1);
}
