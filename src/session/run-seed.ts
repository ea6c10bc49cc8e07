/** What a run begins with. */
export interface RunSeed {
  /** The name of its fleet: a template of ours, or a fleet of this person. */
  readonly fleet: string;
  readonly seed: string;
  /** No client comes by itself, and time stands still until somebody moves it. */
  readonly isQuiet: boolean;
}

export function isSameRun(one: RunSeed, other: RunSeed): boolean {
  return one.fleet === other.fleet && one.seed === other.seed && one.isQuiet === other.isQuiet;
}
