/**
 * Calls to an engine that may go away before it answers: Comlink then forgets them. Each is taken off when it is answered,
 * since a race with `over` itself would keep every answer for as long as the engine lives.
 */
export class OpenCalls {
  readonly #ends = new Set<(none: null) => void>();
  #isOver = false;

  constructor(over: Promise<null>) {
    void over.then(() => this.#end());
  }

  /** Null where the engine goes away first. */
  async answer<Answer>(call: Answer): Promise<Awaited<Answer> | null> {
    if (this.#isOver) return null;
    let end = (_none: null): void => {};
    const ended = new Promise<null>((resolve) => (end = resolve));
    this.#ends.add(end);
    try {
      return await Promise.race([call, ended]);
    } finally {
      this.#ends.delete(end);
    }
  }

  #end(): void {
    this.#isOver = true;
    for (const end of this.#ends) end(null);
  }
}
