import type { Door } from './http-door.ts';
import type { Run } from '../../run/run.ts';
import type { Outside, OutsideAnswer } from '../../workload/outside.ts';
import type { HttpRequest } from '../../wire/http.ts';

export type Pace = 'real' | 'max';

const breathEveryMs = 8;
const lookEveryMs = 2;

/**
 * A run that the real world takes part in. At the pace of the wall clock, or as fast as it goes: then time moves only while
 * somebody out there waits for an answer. What they ask comes between two windows, as an action of that moment.
 */
export class LiveRun implements Door {
  readonly #run: Run;
  readonly #outside: Outside;
  readonly #pace: Pace;
  readonly #record: boolean;
  readonly #waiting = new Map<number, (answer: OutsideAnswer) => void>();
  #requests = 0;
  #stopped = false;
  #awake: () => void = () => {};
  #breathAtMs = 0;

  /** Requests are kept for a recording only where one is wanted: a load test would fill the memory with them. */
  constructor(run: Run, options: { readonly pace: Pace; readonly record: boolean }) {
    this.#run = run;
    this.#outside = run.letOutsideIn();
    this.#pace = options.pace;
    this.#record = options.record;
    this.#outside.onAnswer = (number, answer) => {
      this.#waiting.get(number)?.(answer);
      this.#waiting.delete(number);
    };
  }

  async becomeReady(): Promise<void> {
    while (!this.#run.isOpen && (await this.#run.step(Infinity)));
  }

  /** Until `stop`. */
  async play(): Promise<void> {
    const startUs = this.#run.nowUs;
    const startMs = performance.now();
    while (!this.#stopped) {
      if (this.#pace === 'real')
        await this.#followWallClock(() => startUs + Math.round((performance.now() - startMs) * 1000));
      else await this.#answerAll();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#awake();
  }

  ask(service: string, message: HttpRequest, answered: (answer: OutsideAnswer) => void): { hangUp(): void } {
    const number = ++this.#requests;
    this.#waiting.set(number, answered);
    this.#act('request', service, { number, message });
    return {
      hangUp: () => {
        if (this.#waiting.delete(number)) this.#act('hang up', service, { number });
      },
    };
  }

  #act(verb: string, target: string, sizes: Readonly<Record<string, unknown>>): void {
    const action = { atUs: this.#run.nowUs, verb, target, sizes };
    if (this.#record) this.#run.actions.schedule(action);
    else this.#run.world.simulation.controlAt(action.atUs, -1, () => this.#outside.take(action));
    this.#awake();
  }

  async #followWallClock(targetUs: () => number): Promise<void> {
    await this.#run.advance(targetUs(), () => (this.#stopped ? null : this.#breath()));
    await this.#rest(lookEveryMs);
  }

  async #answerAll(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopped) {
      if (!(await this.#run.step(Infinity))) return this.#rest(null);
      await this.#breath();
    }
    if (!this.#stopped) await this.#rest(null);
  }

  /** Lets the server hear, now and then. */
  #breath(): Promise<void> | null {
    const nowMs = performance.now();
    if (nowMs < this.#breathAtMs) return null;
    this.#breathAtMs = nowMs + breathEveryMs;
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Until somebody asks, or for so long. */
  #rest(atMostMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = atMostMs === null ? null : setTimeout(resolve, atMostMs);
      this.#awake = () => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      };
    });
  }
}
