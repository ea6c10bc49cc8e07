import type { Fleet } from '../fleet/fleet.ts';
import type { OtlpExport } from '../telemetry/otlp.ts';
import type { Report } from '../telemetry/report.ts';
import type { BodySpec } from '../wire/instance-events.ts';
import type { Action } from '../wire/actions.ts';
import type { PacketObservation, Stamped } from '../wire/facts.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

export type RecordedNode = { readonly id: NodeId; readonly name: string } & (
  | {
      readonly kind: 'process';
      readonly process: string;
      readonly services: readonly string[];
      readonly body: BodySpec;
    }
  | { readonly kind: 'sidecar'; readonly of: NodeId; readonly service: string }
  | { readonly kind: 'server' | 'model' | 'client' }
);

/** All that can be known of a run from outside: what checkers read. Plain data, so that a test can falsify it. */
export interface RunRecord {
  readonly fleet: Fleet;
  /** What the fleet was, and since when. */
  readonly history: readonly { readonly sinceUs: Micros; readonly fleet: Fleet }[];
  readonly endUs: Micros;
  readonly nodes: readonly RecordedNode[];
  readonly facts: readonly Stamped[];
  readonly packets: readonly PacketObservation[];
  /** Everything that was done to the run, in order. */
  readonly actions: readonly Action[];
  readonly report: Report;
  /** The newest traces, as another tool would read them from a file. */
  readonly otlp: OtlpExport;
  /** Log lines that the report no longer has. */
  readonly logsDropped: number;
}
