import type { SpanFact } from '../../wire/facts.ts';

/** A call seldom outlives its breaker's patience by more than so many others. */
const keptMax = 500;

/**
 * Whom breakers in code guard: those who are called below a breaker's span. The call ends before that span, or after it where
 * the breaker lost its patience first, so the newest of both are kept until they meet.
 */
export class GuardedCalls {
  readonly #callees = new Map<string, string>();
  readonly #breakers = new Map<string, string>();
  #isNeeded = false;

  /** Tells, once they have met, which breaker it is and whom it guards. */
  meet({
    spanKind,
    spanId,
    parentSpanId,
    attributes,
  }: SpanFact): { readonly name: string; readonly to: string } | null {
    const name = attributes['flotilla.breaker.name'];
    if (typeof name === 'string') {
      // Most fleets have no breaker in code, and keep nothing.
      this.#isNeeded = true;
      const to = this.#callees.get(spanId);
      if (to === undefined) keep(this.#breakers, spanId, name);
      return to === undefined ? null : { name, to };
    }
    const to = attributes['server.address'];
    if (!this.#isNeeded || spanKind !== 'client' || typeof to !== 'string' || parentSpanId === null) return null;
    const guard = this.#breakers.get(parentSpanId);
    if (guard === undefined) keep(this.#callees, parentSpanId, to);
    return guard === undefined ? null : { name: guard, to };
  }
}

function keep(map: Map<string, string>, key: string, value: string): void {
  map.set(key, value);
  if (map.size > keptMax) map.delete(map.keys().next().value!);
}
