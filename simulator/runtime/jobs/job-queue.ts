import type { CallPlace } from './call-place.ts';
import type { PromiseCore } from './promise-core.ts';
import type { TurnBudget, TurnBudgetError } from './turn-budget.ts';

export const PENDING = 0;
export const FULFILLED = 1;
export const REJECTED = 2;
export type Settled = typeof FULFILLED | typeof REJECTED;

/** What happens when a promise settles, or any other job: the queue calls it once, in order. */
export interface Reaction {
  react(status: Settled, value: unknown): void;
}

interface JobQueueOptions {
  readonly budget: TurnBudget;
  readonly place: CallPlace;
  readonly jobsPerTurnMax: number;
  readonly onUnhandledRejection: (reason: unknown, promise: object) => void;
  readonly onUncaught: (error: unknown) => void;
  readonly onBudget: (error: TurnBudgetError) => void;
}

const CAPACITY_AT_FIRST = 64;

/** Microtasks and `process.nextTick` callbacks of one instance, run to the end by `drain` without any host task. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #budget: TurnBudget;
  readonly #place: CallPlace;
  // A ring of three parallel arrays: one object less for each job.
  #reactions: (Reaction | undefined)[] = Array.from({ length: CAPACITY_AT_FIRST });
  #statuses: Settled[] = Array.from({ length: CAPACITY_AT_FIRST }, () => FULFILLED);
  #values: unknown[] = Array.from({ length: CAPACITY_AT_FIRST });
  #mask = CAPACITY_AT_FIRST - 1;
  #head = 0;
  #size = 0;
  #jobsLeft: number;
  #nextTicks: (() => void)[] = [];
  #rejectedUnhandled: PromiseCore[] = [];
  #draining = false;
  #isStopped = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#budget = options.budget;
    this.#place = options.place;
    this.#jobsLeft = options.jobsPerTurnMax;
  }

  enqueue(reaction: Reaction, status: Settled, value: unknown): void {
    if (this.#size > this.#mask) this.#grow();
    const index = (this.#head + this.#size++) & this.#mask;
    this.#reactions[index] = reaction;
    this.#statuses[index] = status;
    this.#values[index] = value;
  }

  nextTick(callback: () => void): void {
    this.#nextTicks.push(callback);
  }

  noteRejected(core: PromiseCore): void {
    this.#rejectedUnhandled.push(core);
  }

  /** Nothing is left to run before virtual time moves. */
  get isIdle(): boolean {
    return this.#size === 0 && this.#nextTicks.length === 0 && this.#rejectedUnhandled.length === 0;
  }

  /** To be called at the start of each turn: budgets are per turn. */
  resetTurn(): void {
    this.#jobsLeft = this.#options.jobsPerTurnMax;
    this.#budget.reset();
    this.#place.clear();
  }

  /** The end of the process: what waits is forgotten, nothing runs any more. May be called from a job. */
  stop(): void {
    this.#isStopped = true;
    this.#reactions.fill(undefined);
    this.#values.fill(undefined);
    this.#head = 0;
    this.#size = 0;
    this.#nextTicks = [];
    this.#rejectedUnhandled = [];
  }

  /**
   * Runs everything in Node's order. Stops early only when a budget of the turn is spent;
   * what is left then stays queued. A call from inside a job does nothing: the outer one goes on.
   */
  drain(): void {
    if (this.#draining || this.#isStopped) return;
    this.#draining = true;
    try {
      do {
        this.#runNextTicks();
        this.#runMicrotasks();
      } while (this.#isGoingOn() && (this.#nextTicks.length > 0 || this.#reportRejections()));
    } finally {
      this.#draining = false;
    }
    if (this.#budget.error !== undefined && !this.#isStopped) this.#options.onBudget(this.#budget.error);
  }

  #isGoingOn(): boolean {
    return this.#budget.error === undefined && !this.#isStopped;
  }

  #takeJob(): boolean {
    if (!this.#isGoingOn()) return false;
    this.#place.clear();
    if (--this.#jobsLeft >= 0) return true;
    this.#budget.exhaustJobs(this.#options.jobsPerTurnMax);
    return false;
  }

  #runNextTicks(): void {
    let done = 0;
    // Callbacks queued by these callbacks run in the same pass, as in Node.
    while (done < this.#nextTicks.length && this.#takeJob()) {
      const callback = this.#nextTicks[done++];
      try {
        callback?.();
      } catch (error) {
        this.#reportUncaught(error);
      }
    }
    this.#nextTicks.splice(0, done);
  }

  #runMicrotasks(): void {
    while (this.#size > 0 && this.#isGoingOn()) {
      try {
        this.#runMicrotasksUntilOneThrows();
      } catch (error) {
        this.#reportUncaught(error);
      }
    }
  }

  #runMicrotasksUntilOneThrows(): void {
    while (this.#size > 0 && this.#takeJob()) {
      const index = this.#head;
      const reaction = this.#reactions[index];
      const value = this.#values[index];
      this.#reactions[index] = undefined;
      this.#values[index] = undefined;
      this.#head = (index + 1) & this.#mask;
      this.#size--;
      reaction?.react(this.#statuses[index] ?? FULFILLED, value);
    }
  }

  /** Whether anything was reported or queued, so that another round is due. */
  #reportRejections(): boolean {
    if (this.#rejectedUnhandled.length === 0) return false;
    const rejected = this.#rejectedUnhandled;
    this.#rejectedUnhandled = [];
    for (const core of rejected) {
      if (core.isHandled || !this.#takeJob()) continue;
      this.#options.onUnhandledRejection(core.value, core.promise ?? core);
    }
    return !this.isIdle;
  }

  /** A job threw: that is an uncaught exception, unless the turn was cut short. */
  #reportUncaught(error: unknown): void {
    if (error !== this.#budget.error) this.#options.onUncaught(error);
  }

  #grow(): void {
    const capacity = this.#mask + 1;
    const ordered = <Item>(ring: Item[]): Item[] => [...ring.slice(this.#head), ...ring.slice(0, this.#head)];
    this.#reactions = ordered(this.#reactions);
    this.#statuses = ordered(this.#statuses);
    this.#values = ordered(this.#values);
    this.#reactions.length = this.#statuses.length = this.#values.length = capacity * 2;
    this.#mask = capacity * 2 - 1;
    this.#head = 0;
  }
}
