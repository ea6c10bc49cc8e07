import type { SpanFact } from '../../../wire/facts.ts';
import type { Message } from '../../../wire/view/message.ts';

/**
 * Messages whose both ends a trace tells: a call was sent when the caller's span began and arrived when the callee's did. Of a call
 * to a store or a broker only one end is known, so it is not here.
 */
export function messagesFromSpans(spans: readonly SpanFact[]): Message[] {
  const messages: Message[] = [];
  for (const caller of spans) {
    if (caller.spanKind !== 'client') continue;
    const callee = spans.find((span) => span.parentSpanId === caller.spanId && span.spanKind === 'server');
    if (!callee || callee.service === caller.service) continue;
    const { traceId, spanId } = caller;
    const base = { fromReplica: null, toReplica: null, lost: null, traceId, spanId, topic: null, partition: null };
    const status = callee.attributes['http.response.status_code'];
    messages.push({
      ...base,
      id: `${spanId}/there`,
      from: caller.service,
      to: callee.service,
      sentUs: caller.startUs,
      arrivesUs: callee.startUs,
      what: 'call',
      ok: true,
      label: callee.name,
    });
    // Whoever had given up by then got no answer.
    if (callee.endUs > caller.endUs) continue;
    messages.push({
      ...base,
      id: `${spanId}/back`,
      from: callee.service,
      to: caller.service,
      sentUs: callee.endUs,
      arrivesUs: caller.endUs,
      what: 'answer',
      ok: callee.ok,
      label: status === undefined ? 'answer' : String(status),
    });
  }
  return messages;
}
