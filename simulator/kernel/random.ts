import { Hash } from './hash.ts';
import type { RandomStream } from '../wire/node-context.ts';

/** Powers of two: to multiply by them is exact, and takes a third of the time of a division. */
const inverse32 = 1 / 2 ** 32;
const inverse53 = 1 / 2 ** 53;

/**
 * sfc32. One stream for each component and purpose, seeded from all three names,
 * so that adding a service or one more draw somewhere never shifts anybody else's numbers.
 */
export class Random implements RandomStream {
  /** In a typed array, since engines box 32-bit numbers in ordinary fields. */
  readonly #state: Int32Array;
  draws = 0;

  constructor(seed: string, component: string, purpose: string) {
    this.#state = Int32Array.from(new Hash().text(seed).text(component).text(purpose).words());
    // The first outputs of sfc32 still show its seed.
    for (let round = 0; round < 15; round++) this.bits();
    this.draws = 0;
  }

  bits(): number {
    this.draws++;
    const state = this.#state;
    const a = state[0]!;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const sum = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    state[3] = counter + 1;
    return sum >>> 0;
  }

  /** The first 32 bits of one draw and 21 of the next; both at once, since most of what a run draws is this. */
  next(): number {
    this.draws += 2;
    const state = this.#state;
    const counter = state[3]!;
    const b = state[1]!;
    const c = state[2]!;
    const high = (state[0]! + b + counter) | 0;
    const secondA = b ^ (b >>> 9);
    const secondB = (c + (c << 3)) | 0;
    const secondC = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = (secondA + secondB + counter + 1) | 0;
    state[0] = secondB ^ (secondB >>> 9);
    state[1] = (secondC + (secondC << 3)) | 0;
    state[2] = ((secondC << 21) | (secondC >>> 11)) + low;
    state[3] = counter + 2;
    return (high >>> 0) * inverse32 + (low >>> 11) * inverse53;
  }

  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** The state after the last draw goes into the digest: a hidden extra draw shows. */
  addTo(hash: Hash): void {
    hash.number(this.draws);
    for (const word of this.#state) hash.bits(word);
  }
}

/** The streams of one component, made on first use. */
export class RandomStreams {
  readonly #streams = new Map<string, Random>();
  readonly #seed: string;
  readonly #component: string;

  constructor(seed: string, component: string) {
    this.#seed = seed;
    this.#component = component;
  }

  of(purpose: string): Random {
    let stream = this.#streams.get(purpose);
    if (!stream) {
      stream = new Random(this.#seed, this.#component, purpose);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }

  addTo(hash: Hash): void {
    for (const purpose of [...this.#streams.keys()].sort()) {
      hash.text(purpose);
      this.#streams.get(purpose)!.addTo(hash);
    }
  }
}
