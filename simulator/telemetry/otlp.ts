import type { AttributeValue, SpanFact, SpanKind } from '../wire/facts.ts';

/** OTLP/JSON as collectors and trace viewers read it: times in nanoseconds as text, kinds as numbers. */
export interface OtlpExport {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly OtlpSpan[] }[];
  }[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code: number; readonly message?: string };
}

const kinds: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };

export function otlpOf(traces: readonly (readonly SpanFact[])[], epochMs: number): OtlpExport {
  const byService = new Map<string, SpanFact[]>();
  for (const span of traces.flat()) {
    const spans = byService.get(span.service) ?? [];
    spans.push(span);
    byService.set(span.service, spans);
  }
  return {
    resourceSpans: [...byService].map(([service, spans]) => ({
      resource: { attributes: [attribute('service.name', service)] },
      scopeSpans: [{ scope: { name: 'flotilla' }, spans: spans.map((span) => otlpSpan(span, epochMs)) }],
    })),
  };
}

function otlpSpan(span: SpanFact, epochMs: number): OtlpSpan {
  const nanoseconds = (us: number): string => String((BigInt(epochMs) * 1000n + BigInt(us)) * 1000n);
  const attributes = Object.entries(span.attributes).map(([key, value]) => attribute(key, value));
  if (span.line !== undefined) attributes.push(attribute('code.line', span.line));
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== null && { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: kinds[span.spanKind],
    startTimeUnixNano: nanoseconds(span.startUs),
    endTimeUnixNano: nanoseconds(span.endUs),
    attributes,
    links: (span.links ?? []).map((link) => {
      const [traceId = '', spanId = ''] = link.split('/');
      return { traceId, spanId };
    }),
    status: span.ok ? { code: 1 } : { code: 2, message: span.error ?? '' },
  };
}

function attribute(key: string, value: AttributeValue): OtlpAttribute {
  if (typeof value === 'string') return { key, value: { stringValue: value } };
  if (typeof value === 'boolean') return { key, value: { boolValue: value } };
  return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
}
