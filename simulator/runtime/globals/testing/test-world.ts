import { RandomStreams } from '../../../kernel/random.ts';
import type { Bridge, CallOutcome, OpenSpan } from '../../../wire/bridge.ts';
import type { Fact, AttributeValue } from '../../../wire/facts.ts';
import type { HttpRequest } from '../../../wire/http.ts';
import type { Micros } from '../../../wire/packet.ts';
import { createJobs } from '../../jobs/jobs.ts';
import { createServiceGlobals, type ServiceGlobals } from '../create-globals.ts';
import type { ProcessWorld } from '../process-world.ts';

export interface LogLine {
  readonly level: string;
  readonly text: string;
  readonly stack: string | undefined;
}
export interface SentCall {
  readonly host: string;
  readonly request: HttpRequest;
  readonly atUs: Micros;
  cancelled: boolean;
  answer(outcome: CallOutcome): void;
}
export interface EndedSpan {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly error: string | undefined;
}
interface Timer {
  readonly id: number;
  readonly atUs: Micros;
  readonly run: () => void;
}

/** 2026-01-01T00:00:00Z. */
const epochMs = 1_767_225_600_000;

/** One service's globals over a small virtual clock; every callback is a turn that is drained, as in an instance. */
export class TestWorld {
  nowUs: Micros = 0;
  skewMs = 0;
  usedBytes = 64 * 1024 * 1024;
  exitCode: number | null = null;
  readonly log: LogLine[] = [];
  readonly facts: Fact[] = [];
  readonly calls: SentCall[] = [];
  readonly spans: EndedSpan[] = [];
  readonly uncaught: unknown[] = [];
  readonly rejected: unknown[] = [];
  readonly jobs = createJobs({
    onUncaught: (error) => this.uncaught.push(error),
    onUnhandledRejection: (reason) => this.rejected.push(reason),
    onBudget: (error) => this.uncaught.push(error),
  });
  readonly world: ProcessWorld;
  readonly globals: ServiceGlobals;
  readonly #random: RandomStreams;
  #timers: Timer[] = [];
  #lastId = 0;

  constructor(seed = 'seed', env: Readonly<Record<string, string>> = { PORT: '3000' }) {
    this.#random = new RandomStreams(seed, 'orders#1');
    this.world = {
      service: 'orders',
      replica: 'orders#1',
      env,
      bridge: this.#bridge(),
      jobs: this.jobs,
      nowUs: () => this.nowUs,
      startedAtUs: 0,
      wallMs: () => this.#wallMs(),
      random: (purpose) => this.#random.of(purpose),
      setTimer: (delayUs, run) => this.#setTimer(delayUs, run),
      clearTimer: (timer) => this.#clearTimer(timer),
      exit: (code) => {
        this.exitCode = code;
      },
      log: (level, text, stack) => this.log.push({ level, text, stack }),
      memory: () => ({ usedBytes: this.usedBytes, limitBytes: 256 * 1024 * 1024 }),
    };
    this.globals = createServiceGlobals(this.world);
  }

  get timersPending(): number {
    return this.#timers.length;
  }
  /** The service's global of that name. */
  get<Value>(name: string): Value {
    return this.globals.names[name] as Value;
  }
  /** Runs code as one turn: to the end of all its jobs. */
  turn<Result>(run: () => Result): Result {
    const result = run();
    this.jobs.drain();
    return result;
  }
  /** What a promise of the service came to by now. */
  settled(promise: PromiseLike<unknown>): { value?: unknown; error?: unknown; pending: boolean } {
    const state: { value?: unknown; error?: unknown; pending: boolean } = { pending: true };
    promise.then(
      (value) => Object.assign(state, { value, pending: false }),
      (error: unknown) => Object.assign(state, { error, pending: false }),
    );
    this.jobs.drain();
    return state;
  }
  advanceMs(ms: number): void {
    const untilUs = this.nowUs + ms * 1000;
    for (;;) {
      const due = this.#timers
        .filter((timer) => timer.atUs <= untilUs)
        .toSorted((left, right) => left.atUs - right.atUs || left.id - right.id)[0];
      if (!due) break;
      this.#clearTimer(due.id);
      this.nowUs = due.atUs;
      try {
        due.run();
      } catch (error) {
        this.uncaught.push(error);
      }
      this.jobs.drain();
    }
    this.nowUs = untilUs;
  }

  #wallMs(): number {
    return epochMs + Math.floor(this.nowUs / 1000) + this.skewMs;
  }
  #setTimer(delayUs: Micros, run: () => void): number {
    const id = ++this.#lastId;
    this.#timers.push({ id, atUs: this.nowUs + delayUs, run });
    return id;
  }
  #clearTimer(id: number): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }
  #bridge(): Bridge {
    const unused = (): never => {
      throw new Error('no part of this test');
    };
    return {
      service: 'orders',
      replica: 'orders#1',
      nowUs: () => this.nowUs,
      wallMs: () => this.#wallMs(),
      random: (purpose) => this.#random.of(purpose),
      nextId: () => ++this.#lastId,
      call: (host, _protocol, payload, done) => {
        this.calls.push({
          host,
          request: payload as HttpRequest,
          atUs: this.nowUs,
          cancelled: false,
          answer: (outcome) => this.turn(() => done(outcome)),
        });
        return this.calls.length - 1;
      },
      cancel: (exchange) => {
        this.calls[exchange]!.cancelled = true;
      },
      after: (delayUs, run) => this.#setTimer(delayUs, run),
      clear: (timer) => this.#clearTimer(timer),
      startSpan: (name, _kind, options = {}): OpenSpan => {
        const attributes: Record<string, AttributeValue> = { ...options.attributes };
        return {
          context: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
          set: (key, value) => {
            attributes[key] = value;
          },
          end: (error, all = attributes) => this.spans.push({ name, attributes: { ...all }, error }),
        };
      },
      fact: (fact) => this.facts.push(fact),
      resume: unused,
      currentTrace: () => null,
      withTrace: unused,
      callerLine: unused,
      keepLine: unused,
      work: unused,
      listen: unused,
      crash: unused,
    };
  }
}
