import type { SpanFact } from '../../../../simulator/index.ts';

/** A span with what it caused, by start. */
export interface SpanBranch {
  readonly span: SpanFact;
  readonly children: readonly SpanBranch[];
  /** Says it has a parent that is not there. */
  readonly isOrphan: boolean;
}

/** Every span once, whatever it says of its parent. */
export function treeOf(spans: readonly SpanFact[]): readonly SpanBranch[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const followers = new Map<string | null, SpanFact[]>();
  for (const span of spans) {
    const above = aboveOf(span, byId);
    followers.set(above, [...(followers.get(above) ?? []), span]);
  }
  const seen = new Set<string>();
  const grow = (span: SpanFact): SpanBranch => {
    seen.add(span.spanId);
    const below = (followers.get(span.spanId) ?? []).filter(({ spanId }) => !seen.has(spanId));
    const isOrphan = span.parentSpanId !== null && !byId.has(span.parentSpanId);
    return { span, children: byStart(below).map(grow), isOrphan };
  };
  const roots = byStart(followers.get(null) ?? []).map(grow);
  // Spans that are each other's parents hang from nothing.
  const circles = byStart(spans).flatMap((span) => (seen.has(span.spanId) ? [] : [grow(span)]));
  return [...roots, ...circles];
}

/** Its parent, or else the producer of the record that it follows. */
function aboveOf(span: SpanFact, byId: ReadonlyMap<string, SpanFact>): string | null {
  const followed = (span.links ?? [])
    .filter((link) => link.startsWith(`${span.traceId}/`))
    .map((link) => link.slice(span.traceId.length + 1));
  const above = [span.parentSpanId, ...followed].find((id) => id !== null && id !== span.spanId && byId.has(id));
  return above ?? null;
}

function byStart(spans: readonly SpanFact[]): readonly SpanFact[] {
  return spans.toSorted((left, right) => left.startUs - right.startUs);
}
