import type { Micros } from './packet.ts';

/** Whatever anybody does to a running fleet, from the script or from a button: recorded, so that a run can be had again. */
export interface Action {
  readonly atUs: Micros;
  readonly verb: string;
  /** A process, `process#2`, `a -> b`, a store, a broker, a topic or a flow. */
  readonly target: string;
  readonly sizes: Readonly<Record<string, unknown>>;
  /** Undo by itself after this time. */
  readonly forUs?: Micros;
}
