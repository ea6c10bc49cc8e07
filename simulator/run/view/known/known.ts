import type { Live } from '../../../telemetry/live/live.ts';
import type { NewestRequests } from '../../../telemetry/live/newest-requests.ts';
import type { Series } from '../../../telemetry/live/series.ts';
import type { LogRow } from '../../../telemetry/report.ts';
import type { Evidence } from '../../../telemetry/explain/evidence.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { World } from '../../../fleet/world/world.ts';
import type { SpanFact } from '../../../wire/facts.ts';
import type { Micros } from '../../../wire/packet.ts';
import type { Account, Boundary } from '../../../wire/view/runs/comparison.ts';
import type { FleetMap } from '../../../wire/view/fleet-map.ts';
import type { Message } from '../../../wire/view/message.ts';
import type { SeriesQuestion } from '../../../wire/view/question.ts';
import type { RememberedMoment } from '../../../wire/view/server-question.ts';

/** What a run has come to by now. */
export interface Accounts {
  account(): Account;
  boundaries(): readonly Boundary[];
}

/** What is known of a run at one moment, now or then: all that answers are made of. */
export interface Known {
  readonly nowUs: Micros;
  /** What servers call this moment; null for now. */
  readonly past: RememberedMoment | null;
  readonly fleet: Fleet;
  readonly compile: World['compile'];
  readonly map: FleetMap;
  readonly folds: Pick<Live, 'happenings' | 'breakers' | 'sagas'>;
  readonly requests: Pick<NewestRequests, 'matching' | 'of'>;
  readonly logsDropped: number;
  readonly evidence: Evidence;
  /** Null of a moment that is over: they are sums, kept of now alone. Null where nobody keeps them. */
  readonly accounts: Accounts | null;
  /** Oldest first. */
  logs(): readonly LogRow[];
  logsOf(traceId: string): readonly LogRow[];
  spansOf(traceId: string): readonly SpanFact[];
  traces(): readonly (readonly SpanFact[])[];
  messagesOf(traceId: string): readonly Message[];
  series(question: SeriesQuestion): Series | null;
  /** Of a partition: from its oldest record to the next one. */
  recordsOf(topic: string, partition: number): { readonly start: number; readonly end: number } | null;
}
