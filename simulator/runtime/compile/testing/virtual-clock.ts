import type { TestInstance } from './instance.ts';

interface Timer {
  readonly id: number;
  readonly atMs: number;
  readonly run: () => void;
}

/** Timers that fire when the test says so, each in a turn of its own. */
export class VirtualClock {
  nowMs = 0;
  readonly #instance: TestInstance;
  #timers: Timer[] = [];
  #lastId = 0;

  constructor(instance: TestInstance) {
    this.#instance = instance;
    Object.assign(instance.globals, {
      setTimeout: (run: () => void, delayMs = 0) => this.#start(run, delayMs),
      setInterval: (run: () => void, delayMs: number) => this.#repeat(run, delayMs),
      clearTimeout: (timer: unknown) => this.#clear(timer),
      clearInterval: (timer: unknown) => this.#clear(timer),
      Date: { now: () => this.nowMs },
      performance: { now: () => this.nowMs },
    });
  }

  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const next = this.#timers.toSorted((one, other) => one.atMs - other.atMs || one.id - other.id)[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.nowMs = next.atMs;
      this.#instance.jobs.resetTurn();
      next.run();
      this.#instance.jobs.drain();
    }
    this.nowMs = untilMs;
  }

  #start(run: () => void, delayMs: number, id = ++this.#lastId): object {
    this.#timers.push({ id, atMs: this.nowMs + Math.max(1, delayMs), run });
    return { id, unref: () => undefined, ref: () => undefined, [Symbol.toPrimitive]: () => id };
  }

  #repeat(run: () => void, delayMs: number): object {
    const id = ++this.#lastId;
    const again = (): void => {
      this.#start(again, delayMs, id);
      run();
    };
    return this.#start(again, delayMs, id);
  }

  #clear(timer: unknown): void {
    const id = typeof timer === 'object' && timer !== null ? (timer as { id: number }).id : timer;
    this.#timers = this.#timers.filter((other) => other.id !== id);
  }
}
