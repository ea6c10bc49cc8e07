import type { SpanFact } from '../../../simulator/index.ts';

/** A span of which only what is given matters. */
export function span(spanId: string, given: Partial<SpanFact> = {}): SpanFact {
  return {
    kind: 'span',
    service: 'orders',
    traceId: 't',
    spanId,
    parentSpanId: null,
    name: spanId,
    spanKind: 'internal',
    startUs: 0,
    endUs: 10,
    ok: true,
    attributes: {},
    ...given,
  };
}

/** A call of one service to another. */
export function call(spanId: string, to: string, given: Partial<SpanFact> = {}): SpanFact {
  return span(spanId, {
    name: `POST ${to}`,
    parentSpanId: 'root',
    spanKind: 'client',
    attributes: { 'http.request.method': 'POST', 'url.full': `http://${to}/charges`, 'server.address': to },
    ...given,
  });
}
