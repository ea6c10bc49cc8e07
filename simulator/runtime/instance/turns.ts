import type { LocalTime } from './local-time.ts';
import type { TraceContext } from '../../wire/trace-context.ts';
import { createJobs } from '../jobs/jobs.ts';
import type { Micros } from '../../wire/packet.ts';

export interface TurnEvents {
  uncaught(error: unknown): void;
  unhandled(reason: unknown, promise: object): void;
  /** The process does not let time pass. */
  stuck(text: string, stack?: string): void;
}

/** Thrown where a process ends in the middle of its code, so that nothing after it runs. Nobody looks at it by then. */
export class ProcessEnded extends Error {}

const turnsPerInstantMax = 100_000;
/** Ten thousand timers of a millisecond: the process of real life would do nothing else either. */
const turnsPerSecondMax = 1_000_000;

/**
 * A turn is one event handed to service code and drained: every job that follows from it runs before the next event.
 * So whatever happens in a turn belongs to the trace that the event belonged to.
 */
export class Turns {
  trace: TraceContext | null = null;
  readonly jobs: ReturnType<typeof createJobs>;
  readonly #time: LocalTime;
  readonly #events: TurnEvents;
  #stopped = false;
  #running = false;
  #instantUs: Micros = -1;
  #turnsInInstant = 0;
  #second = -1;
  #turnsInSecond = 0;

  constructor(time: LocalTime, events: TurnEvents) {
    this.#time = time;
    this.#events = events;
    this.jobs = createJobs({
      onUncaught: (error: unknown) => events.uncaught(error),
      onUnhandledRejection: (reason: unknown, promise: object) => events.unhandled(reason, promise),
      onBudget: (error: Error) => events.stuck(error.message, error.stack),
    });
  }

  /** Asked for within a turn, it comes right after it, at the same time: two requests never share one turn. */
  run(trace: TraceContext | null, run: () => void): void {
    if (this.#stopped) return;
    if (this.#running) return void this.#time.after(0, () => this.run(trace, run));
    if (this.#tooManyNow()) return;
    this.#running = true;
    this.trace = trace;
    this.jobs.resetTurn();
    try {
      run();
    } catch (error) {
      // What a spent budget throws is reported by the drain, as being stuck.
      if (error !== this.jobs.budget.error) this.#events.uncaught(error);
    }
    if (!this.#stopped) this.jobs.drain();
    this.trace = null;
    this.#running = false;
  }

  within<Result>(trace: TraceContext | null, run: () => Result): Result {
    const before = this.trace;
    this.trace = trace;
    try {
      return run();
    } finally {
      this.trace = before;
    }
  }

  /** Nothing that the process still has to do is done. */
  stop(): void {
    this.#stopped = true;
    this.jobs.stop();
  }

  #tooManyNow(): boolean {
    const nowUs = this.#time.nowUs();
    if (nowUs !== this.#instantUs) {
      this.#instantUs = nowUs;
      this.#turnsInInstant = 0;
    }
    const second = Math.floor(nowUs / 1_000_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#turnsInSecond = 0;
    }
    if (++this.#turnsInInstant > turnsPerInstantMax) {
      this.#events.stuck(`${turnsPerInstantMax} turns at one moment: time cannot pass`);
      return true;
    }
    if (++this.#turnsInSecond > turnsPerSecondMax) {
      this.#events.stuck(`${turnsPerSecondMax} turns within a second`);
      return true;
    }
    return false;
  }
}
