import type { Action } from '../../actions.ts';
import type { Micros } from '../../packet.ts';

/** Where a run stands, and what else than its files and its seed led there. */
export interface RunMoment {
  readonly atUs: Micros;
  readonly digest: string;
  /** Beside what the fleet's own script does, also what was asked for and has not happened yet. */
  readonly actions: readonly Action[];
  /** Of all that was done, what is not over by now: done at the beginning of another run, it is there too. */
  readonly standing: readonly Action[];
}
