import { factsOf } from './reading/facts-of.ts';
import { groupedBy } from './reading/grouped.ts';
import type { Checker, Violation } from './violation.ts';
import type { RunRecord } from '../run-record.ts';
import type { NodeId, Micros } from '../../wire/packet.ts';

interface Span {
  readonly node: NodeId;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly spanKind: string;
  readonly startUs: Micros;
  readonly endUs: Micros;
  readonly ok: boolean;
}

/** I45: spans are trees: one root to a trace, no child before its parent, and an answer ends within the call that got it. */
const spansAreTrees: Checker = (record) => {
  const violations: Violation[] = [];
  const spans = allSpans(record);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const mayMissParents = someSpansNeverEnded(record);
  const report = (text: string, ...witness: Span[]): void => void violations.push({ id: 'I45', text, witness });
  if (byId.size !== spans.length) report('two spans have one id', ...doubles(spans));
  for (const span of spans) {
    if (!/^(?!0+$)[0-9a-f]{32}$/.test(span.traceId) || !/^(?!0+$)[0-9a-f]{16}$/.test(span.spanId))
      report('an id is malformed', span);
    if (span.endUs < span.startUs) report('a span ended before it began', span);
    const parent = span.parentSpanId === null ? null : byId.get(span.parentSpanId);
    if (parent === undefined && !mayMissParents) report('a parent is missing', span);
    if (parent) judgeChild(span, parent, report);
  }
  for (const [traceId, own] of groupedBy(spans, (span) => span.traceId)) {
    const roots = own.filter((span) => span.parentSpanId === null);
    if (roots.length > 1) report(`trace ${traceId} has ${roots.length} roots`, ...roots);
  }
  return violations;
};

function judgeChild(span: Span, parent: Span, report: (text: string, ...witness: Span[]) => void): void {
  if (span.traceId !== parent.traceId) report('a child is in another trace', span, parent);
  if (span.startUs < parent.startUs) report('a child began before its parent', span, parent);
  if (span.spanKind !== 'server') return;
  if (parent.spanKind !== 'client' && parent.spanKind !== 'internal')
    report('a request came from no call', span, parent);
  // A caller that gave up does not wait for the end.
  if (parent.ok && span.endUs > parent.endUs) report('a call got its answer before it was given', span, parent);
}

/** A client's request is the root of its trace. */
function allSpans(record: RunRecord): Span[] {
  const roots = factsOf(record, 'request').map((request) => ({
    ...request,
    parentSpanId: null,
    spanKind: 'client',
    ok: request.failure === null && request.status! < 500,
  }));
  return [...roots, ...factsOf(record, 'span')];
}

/** A process that ended took its open spans with it; and at the end of a run some calls, or work on records, are under way. */
function someSpansNeverEnded(record: RunRecord): boolean {
  if (factsOf(record, 'process').some((fact) => fact.end !== undefined)) return true;
  if (factsOf(record, 'action').some((action) => action.verb === 'hang')) return true;
  if (factsOf(record, 'log-broker').length > 0) return true;
  const departures = record.packets.filter((packet) => packet.what !== 'deliver' && packet.protocol === 'http');
  for (const [, own] of groupedBy(departures, ({ caller, exchange }) => `${caller}/${exchange}`)) {
    const arrived = own.some(({ what, packet }) => what === 'send' && packet !== 'call' && packet !== 'cancel');
    if (!arrived) return true;
  }
  return false;
}

function doubles(spans: readonly Span[]): Span[] {
  for (const [, own] of groupedBy(spans, (span) => span.spanId)) if (own.length > 1) return own;
  return [];
}

export const spanCheckers: readonly Checker[] = [spansAreTrees];
