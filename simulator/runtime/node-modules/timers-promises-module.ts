import { nodeError } from '../globals/node-error.ts';
import type { Jobs } from '../globals/process-world.ts';
import type { TimerGlobals } from '../globals/time/timers.ts';
import type { AbortSignalLike } from '../globals/web/abort.ts';

interface Options {
  readonly signal?: AbortSignalLike;
  readonly ref?: boolean;
}

function abortedBy(signal: AbortSignalLike): Error {
  const error = nodeError(Error, 'ABORT_ERR', 'The operation was aborted');
  Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true, writable: true });
  Object.defineProperty(error, 'cause', { value: signal.reason, configurable: true, writable: true });
  return error;
}

export interface TimersPromises {
  setTimeout(delayMs?: number, value?: unknown, options?: Options): Promise<unknown>;
  setImmediate(value?: unknown, options?: Options): Promise<unknown>;
  setInterval(delayMs?: number, value?: unknown, options?: Options): AsyncIterableIterator<unknown>;
  readonly scheduler: { wait(delayMs: number, options?: Options): Promise<unknown>; yield(): Promise<unknown> };
}

export function createTimersPromises(jobs: Jobs, timers: TimerGlobals): TimersPromises {
  const { Promise } = jobs;
  /** `arm` starts the wait and returns how to give it up. */
  const wait = (
    value: unknown,
    signal: AbortSignalLike | undefined,
    arm: (done: () => void) => () => void,
  ): Promise<unknown> => {
    if (signal?.aborted) return Promise.reject(abortedBy(signal));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        disarm();
        if (signal) reject(abortedBy(signal));
      };
      const disarm = arm(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve(value);
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  };
  const setTimeout: TimersPromises['setTimeout'] = (delayMs, value, options = {}) =>
    wait(value, options.signal, (done) => {
      const timer = timers.setTimeout(done, delayMs);
      return () => timers.clearTimeout(timer);
    });
  const setImmediate: TimersPromises['setImmediate'] = (value, options = {}) =>
    wait(value, options.signal, (done) => {
      const immediate = timers.setImmediate(done);
      return () => timers.clearImmediate(immediate);
    });
  return {
    setTimeout,
    setImmediate,
    setInterval: (delayMs, value, options) => new Ticks(jobs, timers, delayMs, value, options?.signal),
    scheduler: { wait: (delayMs, options) => setTimeout(delayMs, undefined, options), yield: () => setImmediate() },
  };
}

type Result = IteratorResult<unknown>;
interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/** Ticks that nobody took yet are kept, so that a slow reader misses none. */
class Ticks implements AsyncIterableIterator<unknown> {
  readonly #jobs: Jobs;
  readonly #value: unknown;
  readonly #signal: AbortSignalLike | undefined;
  readonly #stop: () => void;
  #untaken = 0;
  #waiting: Waiting | null = null;
  #ended = false;
  constructor(
    jobs: Jobs,
    timers: TimerGlobals,
    delayMs: number | undefined,
    value: unknown,
    signal: AbortSignalLike | undefined,
  ) {
    this.#jobs = jobs;
    this.#value = value;
    this.#signal = signal;
    const timer = timers.setInterval(() => this.#tick(), delayMs);
    this.#stop = () => timers.clearInterval(timer);
    signal?.addEventListener('abort', () => this.#aborted(), { once: true });
  }
  #tick(): void {
    if (this.#waiting) {
      const { resolve } = this.#waiting;
      this.#waiting = null;
      resolve({ done: false, value: this.#value });
    } else this.#untaken += 1;
  }
  #aborted(): void {
    this.#ended = true;
    this.#stop();
    if (this.#signal) this.#waiting?.reject(abortedBy(this.#signal));
    this.#waiting = null;
  }
  next(): Promise<Result> {
    const { Promise } = this.#jobs;
    if (this.#signal?.aborted) return Promise.reject(abortedBy(this.#signal));
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    if (this.#untaken > 0) {
      this.#untaken -= 1;
      return Promise.resolve({ done: false, value: this.#value });
    }
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }
  return(): Promise<Result> {
    this.#ended = true;
    this.#stop();
    return this.#jobs.Promise.resolve({ done: true, value: undefined });
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
}
