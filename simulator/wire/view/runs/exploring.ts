import type { Action } from '../../actions.ts';
import type { Micros } from '../../packet.ts';

/** What is to be explored: one fleet, under many seeds and in many disturbances. */
export interface ExploreOrder {
  readonly seed: string;
  readonly runs: number;
  /** Of each run; clients come for the first third of it. */
  readonly forUs: Micros;
  /** Done to every run at its beginning, and not explored. */
  readonly actions: readonly Action[];
  /** Runs that are computed beside each other. */
  readonly width: number;
}

export interface ExploreProgress {
  /** First runs are searched for one in which something does not hold, then what was found is made smaller. */
  readonly phase: 'searching' | 'making smaller';
  readonly runsDone: number;
  readonly runs: number;
  /** Runs that were done to make what was found smaller. */
  readonly triesDone: number;
  /** Of all runs together. */
  readonly virtualUs: Micros;
  readonly truths: readonly TruthFigures[];
  /** As small as it is by now, one for each truth that failed. */
  readonly found: readonly FoundRun[];
}

export interface TruthFigures {
  readonly name: string;
  readonly failedRuns: number;
  /** Why nobody could ask whether it holds; null where that can be asked. */
  readonly unasked: string | null;
}

export interface Explored extends ExploreProgress {
  /** Runs of which nothing is known: the code of a service did not come back. */
  readonly hungRuns: number;
  /** Runs in which no client got what it asked for: that everything held there says nothing. */
  readonly idleRuns: number;
  /** Somebody stopped it before all runs were done. */
  readonly isCutShort: boolean;
}

/** A run in which a truth does not hold: with the fleet it can be had again. */
export interface FoundRun {
  readonly truth: string;
  /** What is wrong, in words; the first few. */
  readonly violations: readonly Violation[];
  readonly violationsCount: number;
  /** What was done to the fleet and matters, in words and in order. */
  readonly faults: readonly string[];
  readonly seed: string;
  /** All that was done to it, so that it can be done again. */
  readonly actions: readonly Action[];
  /** The same without what broke: up to the first fault both are one run. */
  readonly undisturbed: readonly Action[];
  /** Right before the first fault, or at the very beginning where there is none; and the digest there. */
  readonly standing: { readonly atUs: Micros; readonly digest: string };
  /** When it was seen not to hold. */
  readonly failedAtUs: Micros;
  readonly endUs: Micros;
  /** Of the whole run. */
  readonly digest: string;
  /** Nothing of it can be left out or shortened any more. */
  readonly isSmallest: boolean;
}

export interface Violation {
  readonly text: string;
  /** The request in whose course it came about, where that is known. */
  readonly traceId: string | null;
}
