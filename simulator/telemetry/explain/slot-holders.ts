import type { SpanFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

/** Who held the slots at a service's door at that moment, and what most of them waited for. */
export function slotHolders(
  traces: Iterable<readonly SpanFact[]>,
  service: string,
  atUs: Micros,
): { readonly held: number; readonly callee: string | null; readonly calls: number } {
  const callees = new Map<string, number>();
  let held = 0;
  for (const spans of traces) {
    for (const span of spans) {
      if (span.service !== service || span.spanKind !== 'server' || !isInside(span, atUs)) continue;
      held++;
      const callee = calledAt(spans, span, atUs);
      if (callee !== null) callees.set(callee, (callees.get(callee) ?? 0) + 1);
    }
  }
  let most: [string | null, number] = [null, 0];
  for (const each of callees) if (each[1] > most[1]) most = each;
  return { held, callee: most[0], calls: most[1] };
}

/** Admitted, and not answered yet. */
function isInside(span: SpanFact, atUs: Micros): boolean {
  if (span.error === 'the queue is full' || span.error === 'the caller gave up while it queued') return false;
  return span.startUs + Number(span.attributes['flotilla.queue_us'] ?? 0) <= atUs && span.endUs > atUs;
}

function calledAt(spans: readonly SpanFact[], holder: SpanFact, atUs: Micros): string | null {
  const call = spans.find(
    (span) =>
      span.parentSpanId === holder.spanId && span.startUs <= atUs && span.endUs > atUs && span.spanKind !== 'server',
  );
  const address = call?.attributes['server.address'];
  return typeof address === 'string' ? address : null;
}
