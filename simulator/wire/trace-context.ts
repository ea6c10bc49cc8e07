/** Which request the work in hand belongs to. Ids as in W3C Trace Context: 32 and 16 lower-case hex digits. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
}

export function traceparentOf(context: TraceContext): string {
  return `00-${context.traceId}-${context.spanId}-01`;
}

const wholeLength = 55;
const traceIdAt = 3;
const spanIdAt = 36;
const flagsAt = 53;

export function parseTraceparent(header: string | undefined): TraceContext | null {
  if (header === undefined || header.length !== wholeLength || !header.startsWith('00-')) return null;
  if (header[spanIdAt - 1] !== '-' || header[flagsAt - 1] !== '-') return null;
  const isWhole =
    isHex(header, traceIdAt, spanIdAt - 1) &&
    isHex(header, spanIdAt, flagsAt - 1) &&
    isHex(header, flagsAt, wholeLength);
  return isWhole
    ? { traceId: header.slice(traceIdAt, spanIdAt - 1), spanId: header.slice(spanIdAt, flagsAt - 1) }
    : null;
}

/**
 * What the header says; the given context itself where that says the same, so that what belongs to one trace shares one text of
 * its id instead of keeping a header for each.
 */
export function readTraceparent(header: string | undefined, sent: TraceContext | null): TraceContext | null {
  return sent !== null && header === traceparentOf(sent) ? sent : parseTraceparent(header);
}

/** Letter by letter: a process reads one with every request, and by an expression that took a hundredth of all time. */
function isHex(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}
