import type { Evidence } from './evidence.ts';
import type { FaultSpan } from '../live/happenings.ts';
import type { Micros } from '../../wire/packet.ts';

const behindMax = 50;
/** What makes others wait. */
const delaying = ['slow', 'hang', 'pause', 'kill', 'latency', 'loss', 'partition', 'burn'];
/** As long as a connection attempt to a silent peer may last, what is over may still be waited for. */
const aftermathUs = 130_000_000;

export interface Span {
  readonly fromUs: Micros;
  readonly untilUs: Micros;
}

/** What somebody had done to this service, store or broker by then; of several the latest. */
export function faultOf(
  evidence: Evidence,
  name: string,
  { fromUs, untilUs }: Span,
  verbs?: readonly string[],
): FaultSpan | null {
  const process = evidence.processOf(name);
  const isIt = (target: string): boolean =>
    target === name || target === process || (process !== null && target.startsWith(`${process}#`));
  return latest(
    evidence.faultsWithin(fromUs, untilUs),
    ({ target, verb }) => isIt(target) && (verbs?.includes(verb) ?? true),
  );
}

/** What somebody had done to the way between two, or to either end of it. */
export function faultBetween(
  evidence: Evidence,
  from: string,
  to: string,
  span: Span,
  verbs?: readonly string[],
): FaultSpan | null {
  const ofLink = latest(evidence.faultsWithin(span.fromUs, span.untilUs), ({ target, verb }) => {
    const [caller, callee] = target.split(/\s*->\s*/);
    if (verbs && !verbs.includes(verb)) return false;
    return callee !== undefined && (caller === from || caller === '*') && (callee === to || callee === '*');
  });
  return ofLink ?? faultOf(evidence, to, span, verbs);
}

/** What was wrong behind a service: with whom it calls, or whom those call; the way there comes with it. */
export function faultBehind(
  evidence: Evidence,
  service: string,
  span: Span,
): { readonly fault: FaultSpan; readonly from: string; readonly to: string } | null {
  return behind(evidence, service, span) ?? behind(evidence, service, { ...span, fromUs: span.fromUs - aftermathUs });
}

function behind(evidence: Evidence, service: string, span: Span): ReturnType<typeof faultBehind> {
  const seen = new Set([service]);
  for (const from of seen) {
    for (const to of evidence.calledBy(from)) {
      const fault = faultBetween(evidence, from, to, span, delaying);
      if (fault) return { fault, from, to };
      if (seen.size < behindMax) seen.add(to);
    }
  }
  return null;
}

/** The fault that a text tells of: failures carry the words of what caused them. */
export function faultTold(evidence: Evidence, text: string, { fromUs, untilUs }: Span): FaultSpan | null {
  return latest(evidence.faultsWithin(fromUs, untilUs), (fault) => text.includes(fault.text));
}

/** The deployment that brought the code in which something went wrong; null where the file did. */
export function deploymentOf(
  evidence: Evidence,
  service: string,
  { fromUs, untilUs }: Span,
  version: string | null,
): FaultSpan | null {
  const process = evidence.processOf(service);
  return latest(evidence.changesWithin(fromUs, untilUs), ({ verb, target, text }) => {
    const isIt = target === service || target === process || target.startsWith(`${process}#`);
    return verb === 'deploy' && isIt && (version === null || text.startsWith(`${version} of `));
  });
}

/** Who took the last replica of a service away. */
export function scalingOf(evidence: Evidence, service: string, { fromUs, untilUs }: Span): FaultSpan | null {
  const process = evidence.processOf(service);
  const isIt = ({ verb, target }: FaultSpan): boolean => verb === 'scale' && (target === service || target === process);
  return latest(evidence.changesWithin(fromUs, untilUs), isIt);
}

function latest(faults: readonly FaultSpan[], isMeant: (fault: FaultSpan) => boolean): FaultSpan | null {
  return faults.filter(isMeant).at(-1) ?? null;
}
