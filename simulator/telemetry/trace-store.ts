import type { RequestFact, SpanFact, Stamped } from '../wire/facts.ts';

const tracesMax = 3_000;
const spansPerTraceMax = 500;
/** Of all traces that nobody wants any more. */
const letGo: SpanFact[] = [];

/** The newest traces, whole; older ones go first, so that an endless run stays bounded. */
export class TraceStore {
  readonly #traces = new Map<string, SpanFact[]>();
  /** Their ids, from the oldest on around: a Map that loses its first entry steps over all lost ones to find the next. */
  readonly #ids: string[] = [];
  #oldest = 0;
  #keepsEnded = true;

  /**
   * Nobody wants them, or somebody else keeps what they came to: of one whose request is over nothing is kept, and nothing more
   * is taken. That is most of what a run holds.
   */
  letGoOfEnded(): void {
    this.#keepsEnded = false;
  }

  /** Its request is over, and what it came to was told. */
  ended(traceId: string): void {
    if (!this.#keepsEnded && this.#traces.has(traceId)) this.#traces.set(traceId, letGo);
  }

  add(span: SpanFact): void {
    let spans = this.#traces.get(span.traceId);
    if (!spans) this.#traces.set(span.traceId, (spans = this.#newTrace(span.traceId)));
    if (spans !== letGo && spans.length < spansPerTraceMax) spans.push(span);
  }

  #newTrace(id: string): SpanFact[] {
    if (this.#ids.length < tracesMax) this.#ids.push(id);
    else {
      this.#traces.delete(this.#ids[this.#oldest]!);
      this.#ids[this.#oldest] = id;
      this.#oldest = (this.#oldest + 1) % tracesMax;
    }
    return [];
  }

  addRequest({ fact }: Stamped): void {
    if (fact.kind === 'request') this.add(rootSpanOf(fact));
  }

  spansOf(traceId: string): readonly SpanFact[] {
    return this.#traces.get(traceId) ?? [];
  }

  /** How many there were of late. */
  get size(): number {
    return this.#ids.length;
  }

  /** Oldest first. */
  all(): readonly (readonly SpanFact[])[] {
    return [...this.#traces.values()].filter((spans) => spans.length > 0);
  }
}

const attributesByStatus = new Map<number | null, SpanFact['attributes']>([[null, {}]]);

/** There are few, and every trace that is kept has one. */
function attributesOf(status: number | null): SpanFact['attributes'] {
  let attributes = attributesByStatus.get(status);
  if (!attributes) attributesByStatus.set(status, (attributes = { 'http.response.status_code': status! }));
  return attributes;
}

/** The client's request is the root of its trace. */
export function rootSpanOf(fact: RequestFact): SpanFact {
  const ok = fact.status !== null && fact.status < 500;
  return {
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
    attributes: attributesOf(fact.status),
    ...(!ok && { error: fact.why || `answered ${fact.status}` }),
  };
}
