/** Who is to blame for the failure that was seen last, as the engine worked it out. */
export interface Blame {
  /** A process, service, store, broker, or a link `a->b`. */
  readonly culprit: string;
  readonly route: string;
  readonly traceId: string;
}
