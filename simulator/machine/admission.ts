interface Waiting {
  readonly admitted: () => void;
}

export type Entry =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'queued'; leave(): void }
  | { readonly kind: 'full' };

/** The door of a process: so many requests at once, so many waiting, and no more. */
export class Admission {
  readonly #concurrency: number;
  readonly #queueMax: number;
  #inside = 0;
  #queue: Waiting[] = [];
  queuedMost = 0;

  constructor(concurrency: number, queueMax: number) {
    this.#concurrency = concurrency;
    this.#queueMax = queueMax;
  }

  get inside(): number {
    return this.#inside;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** How many more it would not turn away. */
  get room(): number {
    return this.#concurrency - this.#inside + this.#queueMax - this.#queue.length;
  }

  /** `admitted` is called later only for one that had to queue. */
  enter(admitted: () => void): Entry {
    if (this.#inside < this.#concurrency) {
      this.#inside++;
      return { kind: 'admitted' };
    }
    if (this.#queue.length >= this.#queueMax) return { kind: 'full' };
    const waiting = { admitted };
    this.#queue.push(waiting);
    this.queuedMost = Math.max(this.queuedMost, this.#queue.length);
    return { kind: 'queued', leave: () => (this.#queue = this.#queue.filter((other) => other !== waiting)) };
  }

  leave(): void {
    const next = this.#queue.shift();
    if (next) next.admitted();
    else this.#inside--;
  }
}
