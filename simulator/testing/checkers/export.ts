import { epochMs } from '../../fleet/world/epoch.ts';
import { factsOf } from './reading/facts-of.ts';
import type { Checker } from './violation.ts';
import type { OtlpExport } from '../../telemetry/otlp.ts';
import type { AttributeValue, RequestFact, SpanFact } from '../../wire/facts.ts';

/** What both the run and its export know of a span. */
interface Span extends Pick<
  SpanFact,
  'service' | 'traceId' | 'spanId' | 'parentSpanId' | 'name' | 'startUs' | 'endUs' | 'ok'
> {
  readonly kind: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly links: readonly string[];
  readonly error: string;
}

/** The store keeps so many traces, and so many spans of each; what is beyond is not exported. */
const tracesMax = 3_000;
const spansPerTraceMax = 500;

/** I52: the export has the spans that happened, each once and the same in all that it says. */
const exportIsWhole: Checker = (record) => {
  const happened = [...factsOf(record, 'request').map(requestSpan), ...factsOf(record, 'span').map(spanOf)];
  const sizes = new Map<string, number>();
  for (const { traceId } of happened) sizes.set(traceId, (sizes.get(traceId) ?? 0) + 1);
  if (sizes.size > tracesMax) return [];
  const isWhole = ({ traceId }: Span): boolean => sizes.get(traceId)! <= spansPerTraceMax;
  const kept = new Map(happened.filter(isWhole).map((span) => [span.spanId, span]));
  const exported = spansIn(record.otlp).filter((span) => !sizes.has(span.traceId) || isWhole(span));
  const strangers = exported.filter((span) => {
    const original = kept.get(span.spanId);
    kept.delete(span.spanId);
    return original === undefined || !isSame(original, span);
  });
  const missing = [...kept.values()];
  if (strangers.length === 0 && missing.length === 0) return [];
  const text = `of the export ${strangers.length} spans never happened, and ${missing.length} are missing`;
  return [{ id: 'I52', text, witness: { strangers: strangers.slice(0, 3), missing: missing.slice(0, 3) } }];
};

function spanOf(span: SpanFact): Span {
  const { service, traceId, spanId, parentSpanId, name, startUs, endUs, ok, links = [], error = '' } = span;
  const attributes = span.line === undefined ? span.attributes : { ...span.attributes, 'code.line': span.line };
  const ends = { startUs, endUs, ok, error: ok ? '' : error };
  return { service, traceId, spanId, parentSpanId, name, kind: span.spanKind, attributes, links, ...ends };
}

/** A client's request is the root of its trace. */
function requestSpan(request: RequestFact): Span {
  const { flow, traceId, spanId, route, startUs, endUs, status, why } = request;
  const ok = status !== null && status < 500;
  const attributes: Span['attributes'] = status === null ? {} : { 'http.response.status_code': status };
  const ends = { startUs, endUs, ok, error: ok ? '' : why || `answered ${status}` };
  return {
    service: flow,
    traceId,
    spanId,
    parentSpanId: null,
    name: route,
    kind: 'client',
    attributes,
    links: [],
    ...ends,
  };
}

const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

function spansIn({ resourceSpans }: OtlpExport): Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valueOf(resource.attributes[0]!));
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => {
        const { traceId, spanId, parentSpanId = null, name, status, startTimeUnixNano, endTimeUnixNano } = span;
        const attributes = Object.fromEntries(span.attributes.map((each) => [each.key, valueOf(each)]));
        const links = span.links.map((link) => `${link.traceId}/${link.spanId}`);
        const times = { startUs: microseconds(startTimeUnixNano), endUs: microseconds(endTimeUnixNano) };
        const end = { ok: status.code === 1, error: status.message ?? '' };
        return {
          service,
          traceId,
          spanId,
          parentSpanId,
          name,
          kind: kinds[span.kind]!,
          attributes,
          links,
          ...times,
          ...end,
        };
      }),
    );
  });
}

type Attribute = OtlpExport['resourceSpans'][number]['resource']['attributes'][number];

function valueOf({ value }: Attribute): AttributeValue {
  if ('intValue' in value) return Number(value.intValue);
  if ('doubleValue' in value) return value.doubleValue;
  return 'boolValue' in value ? value.boolValue : value.stringValue;
}

function microseconds(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1000n - BigInt(epochMs) * 1000n);
}

function isSame({ attributes, links, ...span }: Span, other: Span): boolean {
  const fields = Object.entries(span) as [keyof Span, unknown][];
  const names = Object.keys(attributes);
  return (
    fields.every(([field, value]) => other[field] === value) &&
    names.length === Object.keys(other.attributes).length &&
    names.every((name) => other.attributes[name] === attributes[name]) &&
    links.length === other.links.length &&
    links.every((link, place) => other.links[place] === link)
  );
}

export const exportCheckers: readonly Checker[] = [exportIsWhole];
