import type { CheckReading, Checkpoint, Step } from '../../../../simulator/index.ts';
import { nothingDone } from '../../../session/lessons/progress.ts';
import { hasPassed } from '../../../session/lessons/step-state.ts';
import { useLesson } from '../../../session/use-session.ts';
import { CheckSign } from './check-sign.tsx';
import { barOf } from './check-bar.ts';
import { checkStateOf } from './check-state.ts';
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
  const shown = checkStateOf(reading, isPassed, seeds, tried);
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
