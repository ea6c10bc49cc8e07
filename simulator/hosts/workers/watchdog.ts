/** One whose answer may be waited for. */
export interface Watched {
  /** So much more time has passed. */
  countStep(): void;
}

interface Timers {
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

const stepMs = 100;

/** The step that it begins in is not a whole one. */
export const stepsIn = (ms: number): number => ms / stepMs + 1;

/**
 * Counts real time for all processes together: a timer for each window of each process would cost more than the windows of
 * most do. It counts in steps, so that on a machine so busy that our own timer comes late, a late step is one step.
 */
export class Watchdog {
  readonly #timers: Timers;
  readonly #watched = new Set<Watched>();
  #timer: unknown = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  add(watched: Watched): void {
    this.#watched.add(watched);
    this.#timer ??= this.#next();
  }

  remove(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0 || this.#timer === null) return;
    this.#timers.clearTimer(this.#timer);
    this.#timer = null;
  }

  #next(): unknown {
    return this.#timers.setTimer(() => {
      this.#timer = this.#next();
      for (const watched of [...this.#watched]) watched.countStep();
    }, stepMs);
  }
}
