import { bucketCount, bucketOf, eachTaken, quantilesOf } from './coarse-histogram.ts';
import type { Taken } from './coarse-histogram.ts';
import type { Micros } from '../../wire/packet.ts';
import type { RecentLatencies } from '../../wire/view/frame.ts';

const secondUs = 1_000_000;
const seconds = 5;

/** Latencies of the last five virtual seconds: what left the window counts no more. */
export class RecentWindow {
  readonly #slices = new Uint32Array(bucketCount * seconds);
  readonly #all = new Uint32Array(bucketCount);
  readonly #counts = new Uint32Array(seconds);
  #count = 0;
  #second = 0;

  add(atUs: Micros, durationUs: Micros): void {
    this.#move(atUs);
    this.#put(bucketOf(durationUs), 1);
  }

  addTaken(atUs: Micros, taken: Taken): void {
    this.#move(atUs);
    eachTaken(taken, (bucket, count) => this.#put(bucket, count));
  }

  at(nowUs: Micros): RecentLatencies {
    this.#move(nowUs);
    return { recent: this.#count, ...quantilesOf(this.#count, (bucket) => this.#all[bucket]!) };
  }

  #put(bucket: number, count: number): void {
    const slice = this.#second % seconds;
    this.#slices[slice * bucketCount + bucket]! += count;
    this.#all[bucket]! += count;
    this.#counts[slice]! += count;
    this.#count += count;
  }

  #move(atUs: Micros): void {
    const second = Math.floor(atUs / secondUs);
    if (second <= this.#second) return;
    const first = Math.max(this.#second + 1, second - seconds + 1);
    for (let each = first; each <= second; each++) this.#empty(each % seconds);
    this.#second = second;
  }

  #empty(slice: number): void {
    const count = this.#counts[slice]!;
    if (count === 0) return;
    const from = slice * bucketCount;
    for (let bucket = 0; bucket < bucketCount; bucket++) this.#all[bucket]! -= this.#slices[from + bucket]!;
    this.#slices.fill(0, from, from + bucketCount);
    this.#counts[slice] = 0;
    this.#count -= count;
  }
}
