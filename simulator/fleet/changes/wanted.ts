import type { Fleet, Service } from '../fleet.ts';

/** One replica that runs something else than the rest of its process. */
export interface Canary {
  readonly process: string;
  /** Whose place it takes. */
  readonly instead: string;
  readonly version: string;
  /** What it is made of, given what the fleet is made of. */
  services(fleet: Fleet): readonly Service[];
}

/** What a fleet should be. It is changed by making another one of it. */
export interface Wanted {
  readonly fleet: Fleet;
  readonly canaries: readonly Canary[];
}
