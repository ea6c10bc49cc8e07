import { useId, useState } from 'react';
import type { Prediction } from '../../../../simulator/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Blocks } from '../prose/blocks.tsx';
import { guessText, suffixOf, toUnit } from './guess.ts';
import { progress, useProgress } from '../../../session/lessons/progress-store.ts';
import styles from './parts.module.css';

interface PredictionProps {
  readonly prediction: Prediction;
  readonly lesson: string;
}

/** The learner says a number before the run does. */
export function PredictionPart({ prediction, lesson }: PredictionProps) {
  const { check, unit, blocks } = prediction;
  const said = useProgress(({ lessons }) => lessons[lesson]?.predicted[check] ?? null);
  const [text, setText] = useState('');
  const id = useId();
  const guess = Number(text.replace(',', '.'));
  const isNumber = text.trim() !== '' && Number.isFinite(guess);
  const say = (): void => {
    if (!isNumber) return;
    const predicted = toUnit(guess, unit);
    progress.change(lesson, (now) => ({ ...now, predicted: { ...now.predicted, [check]: predicted } }));
  };
  return (
    <section className={styles.predict} data-predict={check}>
      <h3>Predict</h3>
      <Blocks blocks={blocks} />
      {said === null ? (
        <form
          className={styles.guess}
          onSubmit={(event) => {
            event.preventDefault();
            say();
          }}
        >
          <label htmlFor={id} className="visually-hidden">
            Your guess
          </label>
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            placeholder="Your guess"
            onChange={(event) => setText(event.target.value)}
          />
          <span>{suffixOf(unit)}</span>
          <Button onPress={say} isDisabled={!isNumber}>
            Say it
          </Button>
        </form>
      ) : (
        <p className={styles.detail}>
          You said <b>{guessText(said, unit)}</b>. The run tells below.
        </p>
      )}
    </section>
  );
}
