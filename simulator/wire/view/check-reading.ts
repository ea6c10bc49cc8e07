export type Verdict = 'passed' | 'failed' | 'not yet';

export type CheckUnit = '' | 'share' | 'ms' | 'MB' | '/s' | 's';

export interface CheckTarget {
  readonly is: 'at least' | 'at most' | 'exactly';
  readonly value: number;
}

/** What a check of a lesson says at some moment of a run. */
export interface CheckReading {
  readonly verdict: Verdict;
  /** null while nothing was measured. Of something that happens: how long it took from the moment named by `after`. */
  readonly value: number | null;
  readonly unit: CheckUnit;
  /** null for what is measured only. */
  readonly target: CheckTarget | null;
  /** In words, without the title: "97.3 %, at least 99 % wanted". */
  readonly text: string;
  /** "97.3 %". */
  readonly valueText: string | null;
  /** "at least 99 %". */
  readonly targetText: string | null;
}

/** By the name of the check. */
export type CheckReadings = Readonly<Record<string, CheckReading>>;
