import type { SpanFact, Stamped } from '../wire/facts.ts';

const tracesMax = 3_000;
const spansPerTraceMax = 500;

/** The newest traces, whole; older ones go first, so that an endless run stays bounded. */
export class TraceStore {
  readonly #traces = new Map<string, SpanFact[]>();

  add(span: SpanFact): void {
    let spans = this.#traces.get(span.traceId);
    if (!spans) {
      this.#traces.set(span.traceId, (spans = []));
      if (this.#traces.size > tracesMax) this.#traces.delete(this.#traces.keys().next().value!);
    }
    if (spans.length < spansPerTraceMax) spans.push(span);
  }

  /** The client's request is the root of its trace. */
  addRequest(stamped: Stamped): void {
    const fact = stamped.fact;
    if (fact.kind !== 'request') return;
    const ok = fact.status !== null && fact.status < 500;
    const status = fact.status === null ? {} : { 'http.response.status_code': fact.status };
    this.add({
      kind: 'span',
      service: fact.flow,
      traceId: fact.traceId,
      spanId: fact.spanId,
      parentSpanId: null,
      name: fact.route,
      spanKind: 'client',
      startUs: fact.startUs,
      endUs: fact.endUs,
      ok,
      attributes: status,
      ...(!ok && { error: fact.why || `answered ${fact.status}` }),
    });
  }

  spansOf(traceId: string): readonly SpanFact[] {
    return this.#traces.get(traceId) ?? [];
  }

  get size(): number {
    return this.#traces.size;
  }

  /** Oldest first. */
  all(): readonly (readonly SpanFact[])[] {
    return [...this.#traces.values()];
  }
}
