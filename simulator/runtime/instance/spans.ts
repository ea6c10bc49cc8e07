import { randomHex } from '../../kernel/hex.ts';
import type { OpenSpan } from '../../wire/bridge.ts';
import type { AttributeValue, Fact, SpanKind } from '../../wire/facts.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

export interface SpanStart {
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly parent: TraceContext | null;
  readonly startUs: Micros;
  readonly attributes?: Attributes | undefined;
  readonly links?: readonly string[] | undefined;
  readonly line?: string | null;
}

/** Makes spans of one process; each becomes a fact when it ends. */
export class Spans {
  readonly #random: RandomStream;
  readonly nowUs: () => Micros;
  readonly report: (fact: Fact) => void;

  constructor(random: RandomStream, nowUs: () => Micros, report: (fact: Fact) => void) {
    this.#random = random;
    this.nowUs = nowUs;
    this.report = report;
  }

  start(start: SpanStart): OpenSpan {
    const traceId = start.parent?.traceId ?? randomHex(this.#random, 4);
    return new Span(this, start, { traceId, spanId: randomHex(this.#random, 2) });
  }
}

class Span implements OpenSpan {
  readonly context: TraceContext;
  readonly #spans: Spans;
  readonly #start: SpanStart;
  /** null until something is set: what a span starts with is not copied for the many that stay so. */
  #set: Record<string, AttributeValue> | null = null;
  #ended = false;

  constructor(spans: Spans, start: SpanStart, context: TraceContext) {
    this.#spans = spans;
    this.#start = start;
    this.context = context;
  }

  set(key: string, value: AttributeValue): void {
    this.#set ??= { ...this.#start.attributes };
    this.#set[key] = value;
  }

  end(error?: string, attributes: Attributes = this.#set ?? this.#start.attributes ?? {}): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#spans.report(this.#fact(error, attributes));
  }

  #fact(error: string | undefined, attributes: Attributes): Fact {
    const { service, name, kind: spanKind, parent, startUs, links, line } = this.#start;
    const { traceId, spanId } = this.context;
    const parentSpanId = parent?.spanId ?? null;
    const endUs = this.#spans.nowUs();
    const ok = error === undefined;
    const kind = 'span';
    const hasLinks = links !== undefined && links.length > 0;
    // Two literals for nearly all spans: spreading what is seldom there made each fact one of many shapes.
    if (!line && !hasLinks && ok) {
      return { kind, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes };
    }
    if (line && !hasLinks && ok) {
      return { kind, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes, line };
    }
    return {
      ...{ kind, service, traceId, spanId, parentSpanId, name, spanKind, startUs, endUs, ok, attributes },
      ...(hasLinks && { links }),
      ...(line && { line }),
      ...(!ok && { error }),
    };
  }
}
