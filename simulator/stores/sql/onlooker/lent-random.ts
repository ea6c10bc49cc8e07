import { Random } from '../../../kernel/random.ts';
import type { RandomStream } from '../../../wire/node-context.ts';

/** The store's chance, but while somebody looks in from outside, another one: a look must not move the run's. */
export class LentRandom implements RandomStream {
  readonly #own: RandomStream;
  #inUse: RandomStream;

  constructor(own: RandomStream) {
    this.#own = own;
    this.#inUse = own;
  }

  next(): number {
    return this.#inUse.next();
  }

  below(below: number): number {
    return this.#inUse.below(below);
  }

  bits(): number {
    return this.#inUse.bits();
  }

  setAside<Result>(run: () => Result): Result {
    this.#inUse = new Random('onlooker', 'sql', 'look');
    try {
      return run();
    } finally {
      this.#inUse = this.#own;
    }
  }
}
