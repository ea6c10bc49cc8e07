import type { RequestFact, SpanFact } from '../wire/facts.ts';

/**
 * Why a request failed, in one sentence: the deepest call that went wrong, as the one who made it saw it.
 * What a caller then made of it (a 500, a 503) is consequence, not cause.
 */
export function causeOf(request: RequestFact, spans: readonly SpanFact[]): string {
  const failed = spans.filter((span) => !span.ok);
  const culprit = deepest(failed, spans);
  const own = request.status === null ? request.why || 'no answer' : `answered ${request.status}`;
  if (!culprit) return request.status === null ? `${request.route}: ${own}` : `${request.route} ${own}`;
  return sentence(culprit);
}

/** The failed span that started the trouble: none of its own calls failed. The earliest of them, if there are several. */
export function deepest(failed: readonly SpanFact[], spans: readonly SpanFact[]): SpanFact | undefined {
  const leaves = failed.filter((span) => !failed.some((other) => other.parentSpanId === span.spanId));
  const byDepth = (left: SpanFact, right: SpanFact): number =>
    depthOf(right, spans) - depthOf(left, spans) || left.endUs - right.endUs;
  return leaves.sort(byDepth)[0];
}

function depthOf(span: SpanFact, spans: readonly SpanFact[]): number {
  let depth = 0;
  let parentId = span.parentSpanId;
  while (parentId !== null && depth < 100) {
    const parent: SpanFact | undefined = spans.find((other) => other.spanId === parentId);
    parentId = parent ? parent.parentSpanId : null;
    depth++;
  }
  return depth;
}

function sentence(span: SpanFact): string {
  const address = span.attributes['server.address'];
  const error = withoutNumbersThatDiffer(span.error ?? 'it failed');
  if (span.spanKind === 'client' && typeof address === 'string') return `${span.service} -> ${address}: ${error}`;
  return `${span.service} ${span.name}: ${error}`;
}

/** So that the same cause is counted as one: ids in messages are not part of it. */
function withoutNumbersThatDiffer(text: string): string {
  return text.replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '(id)');
}
