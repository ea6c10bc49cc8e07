import type { TimerGlobals } from '../globals/time/timers.ts';

type Timeout = ReturnType<TimerGlobals['setTimeout']>;
type TimerName = 'setTimeout' | 'setInterval' | 'clearTimeout' | 'clearInterval';

/**
 * Timers that know how many of them are armed without keeping the program alive (`timer.unref()`).
 * A timer that was ended by its own old method `close` instead of `clearTimeout` counts on.
 */
export class CountedTimers {
  readonly globals: Pick<TimerGlobals, TimerName>;
  readonly #armed = new Set<Timeout>();

  constructor(given: TimerGlobals) {
    // The caller may put ours in the place of these.
    const timers = { ...given };
    const armed = this.#armed;
    const setTimeout: TimerGlobals['setTimeout'] = (callback, delay, ...values) => {
      if (typeof callback !== 'function') return timers.setTimeout(callback, delay);
      const timeout = timers.setTimeout(
        function fire(this: unknown, ...passed: unknown[]) {
          armed.delete(timeout);
          return Reflect.apply(callback, this, passed) as unknown;
        },
        delay,
        ...values,
      );
      armed.add(timeout);
      return timeout;
    };
    const setInterval: TimerGlobals['setInterval'] = (callback, delay, ...values) => {
      const timeout = timers.setInterval(callback, delay, ...values);
      armed.add(timeout);
      return timeout;
    };
    const clear = (timer?: unknown): void => {
      timers.clearTimeout(timer);
      const known = typeof timer === 'object' ? (timer as Timeout) : this.#byNumber(timer);
      if (known) armed.delete(known);
    };
    this.globals = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
  }

  get unreferenced(): number {
    let count = 0;
    for (const timeout of this.#armed) if (!timeout.hasRef()) count++;
    return count;
  }

  #byNumber(timer: unknown): Timeout | undefined {
    return [...this.#armed].find((timeout) => Number(timeout) === Number(timer));
  }
}
