import type { Quiz } from '../../../../simulator/index.ts';
import { isAnswered } from '../../../session/lessons/step-state.ts';
import { Blocks, Inlines } from '../prose/blocks.tsx';
import { keyed } from '../keyed.ts';
import { CheckSign } from './check-sign.tsx';
import { progress, useProgress } from '../../../session/lessons/progress-store.ts';
import styles from './parts.module.css';

interface QuizProps {
  readonly quiz: Quiz;
  /** Under which its answers are kept. */
  readonly quizKey: string;
  readonly lesson: string;
}

const none: readonly number[] = [];

/** A question. Every answer says why it is right or wrong, and any number of them may be tried. */
export function QuizPart({ quiz, quizKey, lesson }: QuizProps) {
  const chosen = useProgress(({ lessons }) => lessons[lesson]?.answered[quizKey] ?? none);
  const rights = quiz.answers.filter(({ right }) => right).length;
  const choose = (index: number): void =>
    progress.change(lesson, (now) =>
      chosen.includes(index) ? now : { ...now, answered: { ...now.answered, [quizKey]: [...chosen, index] } },
    );
  return (
    <section className={styles.quiz} data-answered={isAnswered(quiz, chosen)}>
      <h3>Question</h3>
      <Blocks blocks={quiz.question} />
      {rights > 1 && <p className={styles.detail}>{rights} of these are right.</p>}
      <ul>
        {keyed(quiz.answers).map(({ key, place: index, item: { right, blocks, why } }) => {
          const isChosen = chosen.includes(index);
          return (
            <li key={key}>
              <button
                type="button"
                aria-pressed={isChosen}
                data-right={isChosen ? right : undefined}
                onClick={() => choose(index)}
              >
                {isChosen && <CheckSign state={right ? 'passed' : 'failed'} />}
                <span>
                  {blocks.map((block) => block.kind === 'paragraph' && <Inlines key="" inlines={block.children} />)}
                </span>
              </button>
              {isChosen && (
                <div className={styles.why}>
                  <b>{right ? 'Right.' : 'Not quite.'}</b>
                  <Blocks blocks={why} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
