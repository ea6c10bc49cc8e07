import type { SpanFact } from '../../../../simulator/index.ts';

/** What one service did for a request, in one go. */
export interface Act {
  readonly key: string;
  readonly number: number;
  readonly atUs: number;
  readonly endUs: number;
  readonly service: string;
  /** The record that set it off, or who called; null of what nobody is known to have asked for. */
  readonly cause: { readonly kind: 'record' | 'call'; readonly name: string } | null;
  /** Of the act that sent that record or made that call. */
  readonly causedBy: number | null;
  readonly writes: readonly Write[];
  /** Topics of the records that it sent. */
  readonly sent: readonly string[];
  readonly ok: boolean;
  readonly error: string | null;
  /** What it had written before and now deletes or writes again; empty where it has not been here before. */
  readonly revises: readonly Revision[];
}

export interface Write {
  readonly operation: string;
  readonly table: string;
  readonly line: string | null;
}

export interface Revision {
  readonly table: string;
  /** The act that it comes back to. */
  readonly act: number;
  /** It deletes what it had inserted. */
  readonly isTakenBack: boolean;
}

type Draft = Omit<Act, 'number' | 'causedBy' | 'revises'> & { readonly span: SpanFact };

const writing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);

/**
 * A saga that no one conducts, rebuilt from what it left: who did something for a request, in which order, and which record
 * or call set it off. It is read from the trace alone; no name of a service or topic means anything here. A service that comes
 * back to a table that it wrote before is seen to revise it: that is what compensation looks like from outside.
 */
export function choreographyOf(spans: readonly SpanFact[]): readonly Act[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const homes = new Map<string, string>();
  for (const span of spans) homes.set(span.spanId, homeOf(span, byId));
  const drafts = spans
    .filter(isAct)
    .map((span) =>
      draftOf(
        span,
        spans.filter(({ spanId }) => homes.get(spanId) === span.spanId),
        byId,
      ),
    )
    .filter(({ writes, sent, ok, cause }) => writes.length > 0 || sent.length > 0 || (!ok && cause?.kind === 'record'))
    .toSorted((left, right) => left.atUs - right.atUs);
  const acts: Act[] = [];
  const numbers = new Map(drafts.map(({ key }, index) => [key, index + 1]));
  for (const { span, ...draft } of drafts) {
    const origin = originOf(span, byId);
    const home = origin && homes.get(origin.spanId);
    acts.push({
      ...draft,
      number: numbers.get(draft.key)!,
      causedBy: home ? (numbers.get(home) ?? null) : null,
      revises: revisionsOf(draft, acts),
    });
  }
  return acts;
}

/** Whether records took part at all. */
export function hasRecords(acts: readonly Act[]): boolean {
  return acts.some(({ sent }) => sent.length > 0);
}

const isAct = ({ spanKind }: SpanFact): boolean => spanKind === 'server' || spanKind === 'consumer';

/** The serving of a call or the handling of a record that a span is part of; itself, where it is one. */
function homeOf(span: SpanFact, byId: ReadonlyMap<string, SpanFact>): string {
  const seen = new Set<string>();
  let at = span;
  while (!isAct(at) && at.parentSpanId !== null && !seen.has(at.spanId)) {
    seen.add(at.spanId);
    const above = byId.get(at.parentSpanId);
    if (!above) break;
    at = above;
  }
  return at.spanId;
}

/** The span that sent the record or made the call. */
function originOf({ parentSpanId, links }: SpanFact, byId: ReadonlyMap<string, SpanFact>): SpanFact | null {
  const ids = [parentSpanId, ...(links ?? []).map((link) => link.split('/')[1] ?? '')];
  return ids.flatMap((id) => (id === null ? [] : (byId.get(id) ?? [])))[0] ?? null;
}

function draftOf(span: SpanFact, own: readonly SpanFact[], byId: ReadonlyMap<string, SpanFact>): Draft {
  const { spanId, startUs, endUs, service, ok, error } = span;
  const topic = textOf(span, 'messaging.destination.name');
  const caller = originOf(span, byId);
  return {
    span,
    key: spanId,
    atUs: startUs,
    endUs,
    service,
    cause:
      span.spanKind === 'consumer' && topic !== null
        ? { kind: 'record', name: topic }
        : caller && { kind: 'call', name: caller.service },
    writes: own.filter((each) => each.ok).flatMap(writeOf),
    sent: own
      .filter((each) => each.spanKind === 'producer' && each.ok)
      .flatMap((each) => textOf(each, 'messaging.destination.name')?.split(', ') ?? []),
    ok,
    error: error ?? null,
  };
}

function writeOf(span: SpanFact): Write[] {
  const operation = textOf(span, 'db.operation.name');
  const table = textOf(span, 'db.collection.name');
  if (operation === null || table === null || !writing.has(operation)) return [];
  return [{ operation, table, line: span.line ?? null }];
}

function revisionsOf({ service, writes }: Pick<Draft, 'service' | 'writes'>, before: readonly Act[]): Revision[] {
  const tables = [...new Set(writes.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const earlier = before.findLast(
      (act) => act.service === service && act.writes.some((each) => each.table === table),
    );
    if (!earlier) return [];
    const hasInserted = earlier.writes.some((each) => each.table === table && each.operation === 'INSERT');
    const deletes = writes.some((each) => each.table === table && each.operation === 'DELETE');
    return [{ table, act: earlier.number, isTakenBack: hasInserted && deletes }];
  });
}

function textOf({ attributes }: SpanFact, name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' ? value : null;
}
