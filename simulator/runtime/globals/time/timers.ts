import { invalidArgument } from '../node-error.ts';
import type { Jobs, ProcessWorld } from '../process-world.ts';

const longestDelayMs = 2 ** 31 - 1;

type TimersWorld = Pick<ProcessWorld, 'setTimer' | 'clearTimer' | 'log'> & { readonly jobs: Jobs };
type Callback = (...values: unknown[]) => unknown;

/** What both kinds of timer ask of the service's clock. */
class TimerTable {
  readonly world: TimersWorld;
  /** By id, for `clearTimeout(+timeout)`. */
  readonly live = new Map<number, Timeout>();
  #lastId = 0;
  constructor(world: TimersWorld) {
    this.world = world;
  }
  nextId(): number {
    return ++this.#lastId;
  }
  delayMs(delay: unknown): number {
    const asked = +(delay as number);
    if (asked > longestDelayMs) {
      const hint = 'Timeout duration was set to 1.';
      this.world.log('warn', `TimeoutOverflowWarning: ${asked} does not fit into a 32-bit signed integer.\n${hint}`);
      return 1;
    }
    return asked >= 1 ? Math.trunc(asked) : 1;
  }
}

class Timeout {
  readonly #table: TimerTable;
  readonly #id: number;
  readonly #callback: Callback;
  readonly #values: readonly unknown[];
  readonly #delayMs: number;
  readonly #repeats: boolean;
  #armed: number | null = null;
  #closed = false;
  #referenced = true;

  constructor(table: TimerTable, callback: Callback, delay: unknown, values: readonly unknown[], repeats: boolean) {
    this.#table = table;
    this.#id = table.nextId();
    this.#callback = callback;
    this.#values = values;
    this.#delayMs = table.delayMs(delay);
    this.#repeats = repeats;
    this.#arm();
  }
  #arm(): void {
    this.#table.live.set(this.#id, this);
    this.#armed = this.#table.world.setTimer(this.#delayMs * 1000, () => this.#fire());
  }
  #fire(): void {
    this.#armed = null;
    if (!this.#repeats) this.#table.live.delete(this.#id);
    try {
      Reflect.apply(this.#callback, this, this.#values);
    } finally {
      // After the callback, so that a timer it set for the same delay comes first; even if it threw, as in Node.
      if (this.#repeats && !this.#closed && this.#armed === null) this.#arm();
    }
  }
  close(): this {
    this.#closed = true;
    this.#table.live.delete(this.#id);
    if (this.#armed !== null) this.#table.world.clearTimer(this.#armed);
    this.#armed = null;
    return this;
  }
  refresh(): this {
    if (this.#closed) return this;
    if (this.#armed !== null) this.#table.world.clearTimer(this.#armed);
    this.#arm();
    return this;
  }
  /** A simulated process ends when it is told to, not when nothing is left to do: these only keep the flag. */
  ref(): this {
    this.#referenced = true;
    return this;
  }
  unref(): this {
    this.#referenced = false;
    return this;
  }
  hasRef(): boolean {
    return this.#referenced;
  }
  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}

class Immediate {
  readonly #world: TimersWorld;
  #armed: number | null;
  #referenced = true;
  constructor(world: TimersWorld, callback: Callback, values: readonly unknown[]) {
    this.#world = world;
    this.#armed = world.setTimer(0, () => {
      this.#armed = null;
      Reflect.apply(callback, this, values);
    });
  }
  static clear(immediate: unknown): void {
    if (!(immediate instanceof Immediate) || immediate.#armed === null) return;
    immediate.#world.clearTimer(immediate.#armed);
    immediate.#armed = null;
  }
  ref(): this {
    this.#referenced = true;
    return this;
  }
  unref(): this {
    this.#referenced = false;
    return this;
  }
  hasRef(): boolean {
    return this.#referenced;
  }
}

export interface TimerGlobals {
  setTimeout(callback: unknown, delay?: unknown, ...values: unknown[]): Timeout;
  setInterval(callback: unknown, delay?: unknown, ...values: unknown[]): Timeout;
  setImmediate(callback: unknown, ...values: unknown[]): Immediate;
  clearTimeout(timer?: unknown): void;
  clearInterval(timer?: unknown): void;
  clearImmediate(immediate?: unknown): void;
  queueMicrotask(callback: unknown): void;
}

function callable(callback: unknown): Callback {
  if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
  return callback as Callback;
}

export function createTimers(world: TimersWorld): TimerGlobals {
  const table = new TimerTable(world);
  const clear = (timer?: unknown): void => {
    if (timer instanceof Timeout) timer.close();
    else if (typeof timer === 'number' || typeof timer === 'string') table.live.get(Number(timer))?.close();
  };
  const globals: TimerGlobals = {
    setTimeout: (callback, delay, ...values) => new Timeout(table, callable(callback), delay, values, false),
    setInterval: (callback, delay, ...values) => new Timeout(table, callable(callback), delay, values, true),
    setImmediate: (callback, ...values) => new Immediate(world, callable(callback), values),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (immediate) => Immediate.clear(immediate),
    queueMicrotask: (callback) => {
      const run = callable(callback);
      world.jobs.queueMicrotask(() => void run());
    },
  };
  return globals;
}
