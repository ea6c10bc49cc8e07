import { useState } from 'react';
import type { Reveal } from '../../../../simulator/index.ts';
import { useLesson } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Blocks } from '../prose/blocks.tsx';
import { guessText } from './guess.ts';
import { useProgress } from '../../../session/lessons/progress-store.ts';
import styles from './parts.module.css';

interface RevealProps {
  readonly reveal: Reveal;
  readonly lesson: string;
}

/** What was said beside what was measured. Whoever did not want to say anything can have it told. */
export function RevealPart({ reveal, lesson }: RevealProps) {
  const { check, unit, blocks } = reveal;
  const said = useProgress(({ lessons }) => lessons[lesson]?.predicted[check] ?? null);
  const reading = useLesson(({ readings }) => readings[check]);
  const [isTold, setTold] = useState(false);
  const isMeasured = reading?.verdict === 'passed';
  if (said === null && !isTold) {
    return (
      <section className={styles.reveal} data-reveal={check}>
        <p className={styles.detail}>Say your number above first: then it stands beside what the run has measured.</p>
        <Button look="quiet" onPress={() => setTold(true)}>
          Just tell me
        </Button>
      </section>
    );
  }
  return (
    <section className={styles.reveal} data-reveal={check} data-told={isMeasured}>
      <dl className={styles.both}>
        {said !== null && (
          <div>
            <dt>You said</dt>
            <dd>{guessText(said, unit)}</dd>
          </div>
        )}
        <div>
          <dt>Measured{isMeasured ? '' : ' so far'}</dt>
          <dd>{reading?.valueText ?? 'nothing yet'}</dd>
        </div>
      </dl>
      {isMeasured ? (
        <Blocks blocks={blocks} />
      ) : (
        <p className={styles.detail}>Not measured yet: {reading?.text ?? 'not yet'}.</p>
      )}
    </section>
  );
}
