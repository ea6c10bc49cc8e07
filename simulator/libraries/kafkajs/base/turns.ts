import type { Bridge } from '../../../wire/bridge.ts';
import type { TraceContext } from '../../../wire/trace-context.ts';

interface Waiter<Value> {
  readonly context: TraceContext | null;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** Callers that ask while one is at it wait for its result, and each goes on in its own trace. */
export function shared<Value>(bridge: Bridge, run: () => Promise<Value>): () => Promise<Value> {
  let waiters: Waiter<Value>[] | null = null;
  return () =>
    new Promise<Value>((resolve, reject) => {
      if (waiters) {
        waiters.push({ context: bridge.currentTrace(), resolve, reject });
        return;
      }
      waiters = [];
      const finish = (settle: (waiter: Pick<Waiter<Value>, 'resolve' | 'reject'>) => void) => {
        const woken = waiters ?? [];
        waiters = null;
        settle({ resolve, reject });
        for (const waiter of woken) bridge.resume(waiter.context, () => settle(waiter));
      };
      run().then(
        (value) => finish((waiter) => waiter.resolve(value)),
        (error: unknown) => finish((waiter) => waiter.reject(error)),
      );
    });
}

/** At most `places` at once; the rest wait in order of arrival, and each goes on in its own trace. */
export class Turnstile {
  readonly #bridge: Bridge;
  readonly #places: number;
  readonly #waiting: { readonly context: TraceContext | null; readonly enter: () => void }[] = [];
  #inside = 0;

  constructor(bridge: Bridge, places: number) {
    this.#bridge = bridge;
    this.#places = places;
  }

  async pass<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = this.enter();
    if (turn) await turn;
    try {
      return await run();
    } finally {
      this.leave();
    }
  }

  /** null where there is a place; who gets a promise has the place when it is kept. */
  enter(): Promise<void> | null {
    if (this.#inside < this.#places) {
      this.#inside++;
      return null;
    }
    return new Promise((enter) => this.#waiting.push({ context: this.#bridge.currentTrace(), enter }));
  }

  /** The place goes straight to the next in line, so that nobody overtakes. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next) this.#bridge.resume(next.context, next.enter);
    else this.#inside--;
  }
}

/** Runs the library's own business outside every trace; the caller goes on in its own. */
export function inBackground<Value>(bridge: Bridge, run: () => Promise<Value>): Promise<Value> {
  const context = bridge.currentTrace();
  return new Promise((resolve, reject) => {
    bridge.withTrace(null, run).then(
      (value) => bridge.resume(context, () => resolve(value)),
      (error: unknown) => bridge.resume(context, () => reject(error)),
    );
  });
}

export function sleep(bridge: Bridge, ms: number): Promise<void> {
  return new Promise((resolve) => bridge.after(Math.round(ms * 1000), resolve));
}
