import { Sketch } from '../kernel/sketch.ts';
import { ms } from './request-tally.ts';
import type { LinkRow, ServiceRow } from './report.ts';
import type { LinkPolicyFact, SpanFact, TallyFact } from '../wire/facts.ts';

/** What one service handled, by route. */
export class ServiceTally {
  readonly #all = new Calls();
  readonly #routes = new Map<string, Calls>();

  add(span: SpanFact): void {
    this.#all.add(span);
    let route = this.#routes.get(span.name);
    if (!route) this.#routes.set(span.name, (route = new Calls()));
    route.add(span);
  }

  addTally(fact: TallyFact): void {
    this.#all.addTally(fact);
  }

  row(): ServiceRow {
    const routes = [...this.#routes].sort(([left], [right]) => (left < right ? -1 : 1));
    const { count: handled, ...rest } = this.#all.figures();
    return {
      handled,
      ...rest,
      routes: routes.map(([route, calls]) => {
        const { count, ...figures } = calls.figures();
        return { route, handled: count, ...figures };
      }),
    };
  }
}

/** Calls over one link, as the caller saw them. */
export class LinkTally {
  readonly #calls = new Calls();
  #retries = 0;
  #rejected = 0;

  add(span: SpanFact): void {
    this.#calls.add(span);
  }

  addPolicy(fact: LinkPolicyFact): void {
    if (fact.what === 'retry') this.#retries++;
    if (fact.what === 'rejected') this.#rejected++;
  }

  row(): LinkRow {
    const { count, errors, p50, p99 } = this.#calls.figures();
    return { calls: count, failed: errors, retries: this.#retries, rejected: this.#rejected, p50, p99 };
  }
}

class Calls {
  readonly #durations = new Sketch();
  #errors = 0;

  add(span: SpanFact): void {
    this.#durations.add(span.endUs - span.startUs);
    if (!span.ok) this.#errors++;
  }

  addTally(fact: TallyFact): void {
    this.#durations.addTaken(fact.durations);
    this.#errors += fact.errors;
  }

  figures(): { count: number; errors: number; p50: number; p95: number; p99: number } {
    const at = (share: number): number => ms(this.#durations.quantile(share));
    return { count: this.#durations.count, errors: this.#errors, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}
