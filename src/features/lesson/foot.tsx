import type { Lesson, Step } from '../../../simulator/index.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { nextStep, previousStep } from '../../commands/lesson/go-to-step.ts';
import { resetStep } from '../../commands/lesson/reset-step.ts';
import { hashOf } from '../../session/place.ts';
import { lessonAfter, numberOf } from '../../session/lessons/lesson-list.ts';
import { Button } from '../../ui/controls/button.tsx';
import { debriefTitle } from './debrief.tsx';
import styles from './lesson-pane.module.css';

interface FootProps {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly isDone: boolean;
}

/** It stands below everything else, and leads on to the next lesson. */
function goToDebrief(): void {
  const title = document.getElementById(debriefTitle);
  title?.scrollIntoView({ block: 'start' });
  title?.focus({ preventScroll: true });
}

/** On, back, and back to where the step begins. Nothing has to be done for any of them. */
export function Foot({ lesson, step, isDone }: FootProps) {
  const isLast = lesson.steps.at(-1) === step;
  const next = lessonAfter(lesson.id);
  return (
    <footer className={styles.foot}>
      <CommandButton command={resetStep} look="quiet">
        Reset to this step
      </CommandButton>
      <span className={styles.rest} />
      {lesson.steps[0] !== step && (
        <CommandButton command={previousStep}>
          <span aria-hidden="true">←</span>
          <span className="visually-hidden">Step before</span>
        </CommandButton>
      )}
      {!isLast && (
        <CommandButton command={nextStep} {...(isDone && { look: 'solid' as const })}>
          {isDone ? 'Next' : 'Skip'} <span aria-hidden="true">→</span>
        </CommandButton>
      )}
      {isLast && isDone && (
        <Button look="solid" onPress={goToDebrief}>
          Read on <span aria-hidden="true">↓</span>
        </Button>
      )}
      {isLast && !isDone && next && (
        <a className={styles.onwards} title={next.title} href={hashOf({ at: 'lesson', id: next.id, step: null })}>
          Lesson {numberOf(next)} <span aria-hidden="true">→</span>
        </a>
      )}
    </footer>
  );
}
