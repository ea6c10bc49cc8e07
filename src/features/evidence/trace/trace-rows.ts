import type { SpanFact } from '../../../../simulator/index.ts';
import { treeOf } from './span-tree.ts';
import type { SpanBranch } from './span-tree.ts';

/** One line of the waterfall: a call together with how it was served, or a span that stands alone. */
export interface TraceRow {
  readonly key: string;
  readonly depth: number;
  readonly kind: 'call' | 'statement' | 'record' | 'inside';
  /** Who called, sent or did it. */
  readonly from: string;
  /** Where it happens, by its name on the map. */
  readonly place: string;
  readonly name: string;
  readonly startUs: number;
  readonly endUs: number;
  /** While the called service was at it; null where there was no way to go, or nobody arrived. */
  readonly served: { readonly startUs: number; readonly endUs: number } | null;
  /** The line that called. */
  readonly line: string | null;
  /** Along which link, as frames name it; null of what went nowhere. */
  readonly link: string | null;
  /** Of a statement. */
  readonly statement: string | null;
  readonly ok: boolean;
  readonly error: string | null;
  /** Which attempt it is; null where there was one alone. */
  readonly attempt: number | null;
  readonly isOrphan: boolean;
}

export function rowsOf(spans: readonly SpanFact[]): readonly TraceRow[] {
  return treeOf(spans).flatMap((branch) => rowsBelow(branch, { depth: 0, attempt: null, above: null }));
}

interface Spot {
  readonly depth: number;
  readonly attempt: number | null;
  /** Whose doing it stands below. */
  readonly above: string | null;
}

function rowsBelow(branch: SpanBranch, { depth, attempt, above }: Spot): TraceRow[] {
  const server = serverOf(branch);
  const { children } = server ?? branch;
  const attempts = attemptsOf(children.map(({ span }) => span));
  return [
    { ...rowOf(branch, server?.span ?? null, above), depth, attempt },
    ...children.flatMap((child, index) =>
      rowsBelow(child, {
        depth: depth + 1,
        attempt: attempts[index] ?? null,
        above: (server ?? branch).span.service,
      }),
    ),
  ];
}

/** Two spans tell of one call: the caller's and that of who served it. The client of the fleet has a line of its own. */
function serverOf({ span, children }: SpanBranch): SpanBranch | null {
  const [only, ...others] = children;
  const isCall = span.spanKind === 'client' && span.parentSpanId !== null;
  return isCall && only?.span.spanKind === 'server' && others.length === 0 ? only : null;
}

function rowOf(
  { span, isOrphan }: SpanBranch,
  server: SpanFact | null,
  above: string | null,
): Omit<TraceRow, 'depth' | 'attempt'> {
  const failed = span.ok ? server : span;
  const kind = kindOf(span);
  const from = isFromAfar(span) ? (above ?? span.service) : span.service;
  const place = server?.service ?? addressOf(span, kind) ?? span.service;
  return {
    key: span.spanId,
    kind,
    from,
    place,
    link: from === place ? null : `${from}->${place}`,
    name: server?.name ?? nameOf(span),
    startUs: span.startUs,
    endUs: span.endUs,
    served: server && { startUs: server.startUs, endUs: server.endUs },
    line: span.line ?? null,
    statement: textOf(span, 'db.query.text'),
    ok: span.ok && server?.ok !== false,
    error: failed?.error ?? null,
    isOrphan,
  };
}

function isFromAfar({ spanKind }: SpanFact): boolean {
  return spanKind === 'server' || spanKind === 'consumer';
}

function kindOf({ spanKind, attributes }: SpanFact): TraceRow['kind'] {
  if ('db.query.text' in attributes || (spanKind === 'client' && 'db.system.name' in attributes)) return 'statement';
  if (spanKind === 'producer' || spanKind === 'consumer') return 'record';
  return spanKind === 'internal' ? 'inside' : 'call';
}

function addressOf(span: SpanFact, kind: TraceRow['kind']): string | null {
  const isAway = span.spanKind === 'client' && (kind === 'call' || kind === 'statement');
  return isAway ? textOf(span, 'server.address') : null;
}

/** A call that nobody served is named after what it asked for. */
function nameOf(span: SpanFact): string {
  const url = textOf(span, 'url.full');
  const method = textOf(span, 'http.request.method');
  if (span.spanKind !== 'client' || url === null || method === null) return span.name;
  const path = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/.exec(url)?.[1];
  return path === undefined ? span.name : `${method} ${path}`;
}

function textOf({ attributes }: SpanFact, name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' ? value : null;
}

/** A call is a further attempt where the same call failed before it began. */
function attemptsOf(siblings: readonly SpanFact[]): readonly (number | null)[] {
  const counts = siblings.map(() => 1);
  const isRetried = new Set<number>();
  siblings.forEach((span, index) => {
    const before = siblings.findLastIndex(
      (other, at) => at < index && isSameCall(other, span) && !other.ok && other.endUs <= span.startUs,
    );
    if (before === -1) return;
    counts[index] = (counts[before] ?? 1) + 1;
    isRetried.add(before).add(index);
  });
  return counts.map((count, index) => (isRetried.has(index) ? count : null));
}

function isSameCall(one: SpanFact, other: SpanFact): boolean {
  const isOut = one.spanKind === 'client' || one.spanKind === 'producer';
  return (
    isOut &&
    one.spanKind === other.spanKind &&
    one.name === other.name &&
    ['url.full', 'db.query.text', 'server.address'].every((name) => one.attributes[name] === other.attributes[name])
  );
}
