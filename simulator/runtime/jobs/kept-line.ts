/** The line of service code that a call stands for: its own, or that of the call that had to wait until now. */
export class KeptLine {
  readonly #present: () => string | null;
  #kept: string | null = null;

  constructor(present: () => string | null) {
    this.#present = present;
  }

  now(): string | null {
    return this.#present() ?? this.#kept;
  }

  keep<Given extends unknown[]>(run: (...given: Given) => void): (...given: Given) => void {
    const line = this.now();
    return (...given) => {
      const before = this.#kept;
      this.#kept = line;
      try {
        run(...given);
      } finally {
        this.#kept = before;
      }
    };
  }
}
