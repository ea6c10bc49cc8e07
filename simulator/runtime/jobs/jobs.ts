import { AsyncGenerator } from './async-generator.ts';
import { AwaitedLoop } from './awaited-loop.ts';
import { CallPlace } from './call-place.ts';
import { awaitValue, Coroutine } from './coroutine.ts';
import type { LoweredBody } from './generator-steps.ts';
import { delegate, Emitted } from './async-delegation.ts';
import { FULFILLED, JobQueue, type Reaction, type Settled } from './job-queue.ts';
import { createPromiseClass } from './promise-class.ts';
import { TurnBudget, type TurnBudgetError } from './turn-budget.ts';

const JOBS_PER_TURN_MAX = 1_000_000;
const TICKS_PER_TURN_MAX = 20_000_000;

export interface JobsOptions {
  /** A promise was rejected and nobody had subscribed when all jobs were done. Runs between jobs; may queue more. */
  readonly onUnhandledRejection: (reason: unknown, promise: object) => void;
  /** A callback of `queueMicrotask` or `nextTick` threw. The jobs after it still run. */
  readonly onUncaught: (error: unknown) => void;
  /** The turn was cut short; the instance should end. Comes at most once for each `drain`. */
  readonly onBudget: (error: TurnBudgetError) => void;
  readonly jobsPerTurnMax?: number;
  readonly ticksPerTurnMax?: number;
}

/** The asynchronous side of one instance: its own Promise, and what lowered code calls. */
export interface Jobs {
  readonly Promise: PromiseConstructor;
  readonly budget: TurnBudget;
  readonly place: CallPlace;
  readonly isIdle: boolean;
  /** A promise that the caller settles, at most once. */
  pending<Value>(): Pending<Value>;
  /** Calls one of them in a later job, as `await` would go on: for the engine's own functions, which do not throw. */
  whenSettled(value: unknown, fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void;
  queueMicrotask(callback: () => void): void;
  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void;
  drain(): void;
  resetTurn(): void;
  /** Drops every job that waits, and runs none any more: the process has ended. */
  stop(): void;
  /** Starts a lowered async function. */
  run(body: LoweredBody): Promise<unknown>;
  rejected(error: unknown): Promise<never>;
  /** The object that a lowered async generator function returns. */
  generate(body: LoweredBody): object;
  /** Marks a value that a lowered async generator yields to its consumer, among those that it awaits. */
  emit(value: unknown): Emitted;
  /** `yield*` of a lowered async generator. */
  delegate(iterable: unknown): LoweredBody;
  /** One `for await` statement. */
  loop(): AwaitedLoop;
}

export interface Pending<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

class CallbackJob implements Reaction {
  readonly #callback: () => void;

  constructor(callback: () => void) {
    this.#callback = callback;
  }

  react(): void {
    const callback = this.#callback;
    callback();
  }
}

class SettledReaction implements Reaction {
  readonly #fulfilled: (value: unknown) => void;
  readonly #rejected: (reason: unknown) => void;

  constructor(fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void) {
    this.#fulfilled = fulfilled;
    this.#rejected = rejected;
  }

  react(status: Settled, value: unknown): void {
    if (status === FULFILLED) this.#fulfilled(value);
    else this.#rejected(value);
  }
}

function requireFunction(value: unknown): void {
  if (typeof value === 'function') return;
  const error = new TypeError('The "callback" argument must be of type function.');
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

export function createJobs(options: JobsOptions): Jobs {
  const budget = new TurnBudget(options.ticksPerTurnMax ?? TICKS_PER_TURN_MAX);
  const place = new CallPlace();
  const queue = new JobQueue({
    ...options,
    place,
    jobsPerTurnMax: options.jobsPerTurnMax ?? JOBS_PER_TURN_MAX,
    budget,
  });
  const { Promise: OwnPromise, operations } = createPromiseClass(queue);
  return {
    Promise: OwnPromise,
    budget,
    place,
    get isIdle() {
      return queue.isIdle;
    },
    pending: <Value>() => operations.pending() as unknown as Pending<Value>,
    whenSettled(value, fulfilled, rejected) {
      const failed = awaitValue(operations.realm, value, new SettledReaction(fulfilled, rejected));
      if (failed !== null) rejected(failed.error);
    },
    queueMicrotask(callback) {
      requireFunction(callback);
      queue.enqueue(new CallbackJob(callback), FULFILLED, undefined);
    },
    nextTick(callback, ...args) {
      requireFunction(callback);
      queue.nextTick(args.length === 0 ? () => callback() : () => callback(...args));
    },
    drain: () => queue.drain(),
    resetTurn: () => queue.resetTurn(),
    stop: () => queue.stop(),
    run(body) {
      const core = operations.pending();
      new Coroutine(body, core).react(FULFILLED, undefined);
      return core.promise as Promise<unknown>;
    },
    rejected(error) {
      const core = operations.pending();
      core.reject(error);
      return core.promise as Promise<never>;
    },
    generate: (body) => new AsyncGenerator(body, operations),
    emit: (value) => new Emitted(value),
    delegate: (iterable) => delegate(operations, iterable),
    loop: () => new AwaitedLoop(operations),
  };
}
