import type { FaultSpan } from '../live/happenings.ts';
import type { LogRow } from '../report.ts';
import type { SpanFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

/** What is known beside the spans of the request itself. */
export interface Evidence {
  /** What was wrong with the fleet at some time between the two, because somebody had broken it. */
  faultsWithin(fromUs: Micros, untilUs: Micros): readonly FaultSpan[];
  /** What the fleet was made into and was at some time between the two. */
  changesWithin(fromUs: Micros, untilUs: Micros): readonly FaultSpan[];
  /** What a replica runs, also one that is gone. */
  versionOf(replica: string): string | null;
  breakersNotClosed(
    service: string,
    atUs: Micros,
  ): readonly { readonly name: string; readonly to: string | null; readonly sinceUs: Micros }[];
  /** Whom a client's request went to. */
  calleeOf(flow: string, route: string): string | null;
  /** Whom a service calls, stores and brokers too. */
  calledBy(service: string): readonly string[];
  /** Who holds a topic. */
  brokerOf(topic: string): string | null;
  /** The process that a service lives in. */
  processOf(service: string): string | null;
  /** Slots at its door, of all its replicas. */
  slotsOf(service: string): number | null;
  /** Traces that were not over by then, of those that are kept. */
  tracesSince(us: Micros): Iterable<readonly SpanFact[]>;
  errorsIn(traceId: string, service: string): readonly LogRow[];
}
