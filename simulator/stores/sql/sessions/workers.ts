/** The server's cores: so many statements are worked on at once, the others wait their turn in order of arrival. */
export class Workers {
  readonly #queue: (() => void)[] = [];
  #free: number;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
    this.#free = count;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Whether there was a free one. */
  take(): boolean {
    if (this.#free === 0) return false;
    this.#free -= 1;
    return true;
  }

  /** Calls `run` with a worker in hand. Returns how to leave the queue. */
  queueFor(run: () => void): () => void {
    this.#queue.push(run);
    return () => {
      const index = this.#queue.indexOf(run);
      if (index >= 0) this.#queue.splice(index, 1);
    };
  }

  release(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free += 1;
  }

  reset(): void {
    this.#queue.length = 0;
    this.#free = this.#count;
  }
}
