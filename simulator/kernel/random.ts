import { Hash } from './hash.ts';
import type { RandomStream } from '../wire/node-context.ts';

/**
 * sfc32. One stream for each component and purpose, seeded from all three names,
 * so that adding a service or one more draw somewhere never shifts anybody else's numbers.
 */
export class Random implements RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;
  draws = 0;

  constructor(seed: string, component: string, purpose: string) {
    [this.#a, this.#b, this.#c, this.#counter] = new Hash().text(seed).text(component).text(purpose).words();
    // The first outputs of sfc32 still show its seed.
    for (let round = 0; round < 15; round++) this.bits();
    this.draws = 0;
  }

  bits(): number {
    this.draws++;
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  next(): number {
    return (this.bits() * 2097152 + (this.bits() >>> 11)) / 9007199254740992;
  }

  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** The state after the last draw goes into the digest: a hidden extra draw shows. */
  addTo(hash: Hash): void {
    hash.number(this.draws).bits(this.#a).bits(this.#b).bits(this.#c);
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
