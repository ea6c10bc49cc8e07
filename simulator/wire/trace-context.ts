/** Which request the work in hand belongs to. Ids as in W3C Trace Context: 32 and 16 lower-case hex digits. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
}

export function traceparentOf(context: TraceContext): string {
  return `00-${context.traceId}-${context.spanId}-01`;
}

const traceparentShape = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export function parseTraceparent(header: string | undefined): TraceContext | null {
  if (header === undefined || !traceparentShape.test(header)) return null;
  return { traceId: header.slice(3, 35), spanId: header.slice(36, 52) };
}
