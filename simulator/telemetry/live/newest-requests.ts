import type { RequestFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';
import type { RequestsQuestion } from '../../wire/view/question.ts';
import { isOk } from '../request-tally.ts';

/** As many as there are traces kept whole. */
export const requestsKeptMax = 3_000;

/** What the newest requests came to. */
export class NewestRequests {
  readonly #ring: RequestFact[] = [];
  #next = 0;
  total = 0;

  add(fact: RequestFact): void {
    this.#ring[this.#next] = fact;
    this.#next = (this.#next + 1) % requestsKeptMax;
    this.total++;
  }

  /** When the oldest of them began. */
  get oldestUs(): Micros {
    return (this.#ring[this.#next] ?? this.#ring[0])?.startUs ?? 0;
  }

  /** Newest first. */
  matching({ newest, flow, route, outcome, slowerThanMs }: Omit<RequestsQuestion, 'about'>): RequestFact[] {
    const matches = (fact: RequestFact): boolean =>
      (flow === undefined || fact.flow === flow) &&
      (route === undefined || fact.route === route) &&
      (outcome === undefined || isOk(fact) === (outcome === 'ok')) &&
      (slowerThanMs === undefined || fact.endUs - fact.startUs > slowerThanMs * 1000);
    const found: RequestFact[] = [];
    for (const fact of this.#newestFirst()) {
      if (found.length >= newest) break;
      if (matches(fact)) found.push(fact);
    }
    return found;
  }

  /** A trace may hold several, where a client of the real world sent them. */
  of(traceId: string): RequestFact | undefined {
    for (const fact of this.#newestFirst()) if (fact.traceId === traceId) return fact;
    return undefined;
  }

  *#newestFirst(): Iterable<RequestFact> {
    const { length } = this.#ring;
    for (let back = 1; back <= length; back++) yield this.#ring[(this.#next - back + length) % length]!;
  }
}
