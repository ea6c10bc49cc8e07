import type { CheckReading } from '../../../../simulator/index.ts';
import type { SeedsRun } from '../../../session/lessons/lesson-store.ts';

export type CheckState = 'passed' | 'failed' | 'not yet' | 'trying';

interface ShownState {
  readonly state: CheckState;
  readonly word: string;
  readonly detail: string | null;
}

/** What is said of a check that `seeds` runs must agree on. */
export function checkStateOf(
  reading: CheckReading | undefined,
  isPassed: boolean,
  seeds: number,
  tried: SeedsRun | undefined,
): ShownState {
  if (isPassed) return { state: 'passed', word: 'passed', detail: null };
  if (!reading) return { state: 'not yet', word: 'not yet', detail: null };
  if (reading.verdict !== 'passed') {
    return { state: reading.verdict, word: reading.verdict, detail: detailOf(reading) };
  }
  if (seeds === 1) return { state: 'passed', word: 'passed', detail: null };
  if (tried?.failed !== undefined && tried.failed !== null)
    return {
      state: 'failed',
      word: 'not always',
      detail: `It passed here, but not in another run out of ${seeds}: with other luck it fails.`,
    };
  const trying = tried?.isHeldUp
    ? 'A run with other luck could not be had just now, and will be tried again'
    : 'Trying it with other luck';
  return {
    state: 'trying',
    word: 'passed here',
    detail: `${trying}: ${tried?.passed ?? 1} of ${seeds} runs pass.`,
  };
}

/** What the value and the verdict do not say already. */
function detailOf({ value, text }: CheckReading): string | null {
  if (text === 'not seen yet' || text === 'nothing measured yet') return null;
  return value === null ? text : (/\((.+ seen[^)]*)\)$/.exec(text)?.[1] ?? null);
}
