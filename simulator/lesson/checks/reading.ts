import type { TargetSpec } from './words/specification.ts';

export type Verdict = 'passed' | 'failed' | 'not yet';

export type Unit = '' | 'share' | 'ms' | 'MB' | '/s' | 's';

/** What a check says at some moment of a run. */
export interface Reading {
  readonly verdict: Verdict;
  /** null while nothing was measured. Of something that happens: how long it took from the moment named by `after`. */
  readonly value: number | null;
  readonly unit: Unit;
  /** null for what is measured only. */
  readonly target: TargetSpec | null;
  /** In words, without the title: "97.3 %, at least 99 % wanted". */
  readonly text: string;
}

export function inWords(value: number, unit: Unit): string {
  if (unit === 'share') return `${rounded(value * 100)} %`;
  return unit === '' ? rounded(value) : unit === '/s' ? `${rounded(value)}/s` : `${rounded(value)} ${unit}`;
}

/** Three digits say enough, and whole numbers stay whole. */
function rounded(value: number): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return digits === 0 ? String(Math.round(value)) : value.toFixed(digits).replace(/\.?0+$/, '');
}
