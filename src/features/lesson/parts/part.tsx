import type { Part, Step } from '../../../../simulator/index.ts';
import { quizKey } from '../../../session/lessons/step-state.ts';
import { Blocks } from '../prose/blocks.tsx';
import { CheckRow } from './check-row.tsx';
import { PredictionPart } from './prediction-part.tsx';
import { QuizPart } from './quiz-part.tsx';
import { RevealPart } from './reveal-part.tsx';
import { TaskPart } from './task-part.tsx';
import styles from './parts.module.css';

interface PartProps {
  readonly part: Part;
  /** Its place in the step. */
  readonly place: number;
  readonly step: Step;
  readonly lesson: string;
}

export function StepPart({ part, place, step, lesson }: PartProps) {
  switch (part.kind) {
    case 'prose':
      return (
        <div className={styles.prose}>
          <Blocks blocks={part.blocks} />
        </div>
      );
    case 'task':
      return <TaskPart task={part} />;
    case 'check':
      return <CheckRow checkpoint={part} step={step} lesson={lesson} />;
    case 'prediction':
      return <PredictionPart prediction={part} lesson={lesson} />;
    case 'reveal':
      return <RevealPart reveal={part} lesson={lesson} />;
    case 'quiz':
      return <QuizPart quiz={part} quizKey={quizKey(step, place)} lesson={lesson} />;
  }
}
