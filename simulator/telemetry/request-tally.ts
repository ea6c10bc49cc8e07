import { Sketch } from '../kernel/sketch.ts';
import type { RequestRow } from './report.ts';
import type { RequestFact, RequestTallyFact } from '../wire/facts.ts';

const causesMax = 50;

/** Requests of one flow and route, as its clients saw them. */
export class RequestTally {
  readonly #flow: string;
  readonly #route: string;
  readonly #durations = new Sketch();
  readonly #statuses = new Map<string, number>();
  readonly #causes = new Map<string, number>();
  #ok = 0;

  constructor(flow: string, route: string) {
    this.#flow = flow;
    this.#route = route;
  }

  add(fact: RequestFact, cause: string): void {
    this.#durations.add(fact.endUs - fact.startUs);
    const status = fact.status === null ? (fact.failure ?? 'failed') : String(fact.status);
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (isOk(fact)) this.#ok++;
    else this.#count(cause);
  }

  addTally(fact: RequestTallyFact): void {
    const { count } = fact.durations;
    this.#durations.addTaken(fact.durations);
    this.#ok += count - fact.failed;
    const statuses = { '200': count - fact.failed, '500': fact.failed - fact.timedOut, timeout: fact.timedOut };
    for (const [status, times] of Object.entries(statuses)) {
      if (times > 0) this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + times);
    }
    this.#count(`${this.#route} answered 500`, fact.failed - fact.timedOut);
    this.#count(`${this.#route}: no answer in time`, fact.timedOut);
  }

  #count(cause: string, times = 1): void {
    if (times === 0) return;
    const known = this.#causes.has(cause) || this.#causes.size < causesMax;
    const text = known ? cause : 'other causes';
    this.#causes.set(text, (this.#causes.get(text) ?? 0) + times);
  }

  row(): RequestRow {
    const { count } = this.#durations;
    return {
      flow: this.#flow,
      route: this.#route,
      count,
      ok: this.#ok,
      failed: count - this.#ok,
      statuses: Object.fromEntries([...this.#statuses].sort(([left], [right]) => (left < right ? -1 : 1))),
      ...latenciesOf(this.#durations),
      causes: this.causes(),
    };
  }

  /** The commonest first. */
  causes(): { readonly text: string; readonly count: number }[] {
    const causes = [...this.#causes].map(([text, count]) => ({ text, count }));
    return causes.sort((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1));
  }
}

/** An answer that is the client's own fault (4xx) is an answer; no answer and 5xx are failures of the fleet. */
export function isOk(fact: RequestFact): boolean {
  return fact.status !== null && fact.status < 500;
}

function latenciesOf(durations: Sketch): { mean: number; p50: number; p95: number; p99: number; max: number } {
  const at = (share: number): number => ms(durations.quantile(share));
  return { mean: ms(durations.mean), p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ms(durations.max) };
}

/** Microseconds to milliseconds, to the microsecond. */
export function ms(us: number): number {
  return Math.round(us) / 1000;
}
