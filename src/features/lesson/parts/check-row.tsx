import type { CheckReading, Checkpoint, Step } from '../../../../simulator/index.ts';
import type { SeedsRun } from '../../../session/lessons/lesson-store.ts';
import { nothingDone } from '../../../session/lessons/progress.ts';
import { hasPassed } from '../../../session/lessons/step-state.ts';
import { useLesson } from '../../../session/use-session.ts';
import { CheckSign } from './check-sign.tsx';
import { barOf } from './check-bar.ts';
import { useProgress } from '../../../session/lessons/progress-store.ts';
import styles from './parts.module.css';

interface CheckRowProps {
  readonly checkpoint: Checkpoint;
  readonly step: Step;
  readonly lesson: string;
}

/** One thing that the run has to show: how far it has come, and what is wanted. */
export function CheckRow({ checkpoint, step, lesson }: CheckRowProps) {
  const { check, title, seeds } = checkpoint;
  const reading = useLesson(({ readings }) => readings[check]);
  const tried = useLesson((state) => state.seeds[check]);
  const isPassed = useProgress(({ lessons }) => hasPassed(lessons[lesson] ?? nothingDone, step, check));
  const shown = stateOf(reading, isPassed, seeds, tried);
  return (
    <div className={styles.check} data-check={check} data-state={shown.state}>
      <CheckSign state={shown.state} />
      <h3>{title}</h3>
      <b className={styles.measured}>{reading?.valueText}</b>
      <div className={styles.toward}>
        <span className={styles.verdict}>{shown.word}</span>
        {reading && <Bar reading={reading} />}
        {reading?.targetText && <span className={styles.wanted}>needs {reading.targetText}</span>}
      </div>
      {shown.detail !== null && <p className={styles.detail}>{shown.detail}</p>}
    </div>
  );
}

export type CheckState = 'passed' | 'failed' | 'not yet' | 'trying';

interface ShownState {
  readonly state: CheckState;
  readonly word: string;
  readonly detail: string | null;
}

function stateOf(
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
  const passed = tried?.passed ?? 1;
  return {
    state: 'trying',
    word: 'passed here',
    detail: `Trying it with other luck: ${passed} of ${seeds} runs pass.`,
  };
}

/** What the value and the verdict do not say already. */
function detailOf({ value, text }: CheckReading): string | null {
  if (text === 'not seen yet' || text === 'nothing measured yet') return null;
  return value === null ? text : (/\((.+ seen[^)]*)\)$/.exec(text)?.[1] ?? null);
}

/** How near the value is to what is wanted. */
function Bar({ reading }: { readonly reading: CheckReading }) {
  const bar = barOf(reading);
  if (bar === null) return null;
  return (
    <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0,5H100" className={styles.track} />
      <path d={`M0,5H${bar.value * 100}`} className={styles.fill} />
      <path d={`M${bar.target * 100},0V10`} className={styles.mark} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
