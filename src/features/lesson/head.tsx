import type { Lesson, Step } from '../../../simulator/index.ts';
import { hashOf } from '../../session/place.ts';
import styles from './lesson-pane.module.css';

interface HeadProps {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly done: readonly string[];
}

/** What the lesson is called, and all of its steps: any of them can be gone to. */
export function Head({ lesson, step, done }: HeadProps) {
  return (
    <header className={styles.head}>
      <p>{lesson.track}</p>
      <h1>{lesson.title}</h1>
      <nav aria-label="Steps">
        <ol className={styles.steps}>
          {lesson.steps.map(({ id, title }, index) => {
            const isDone = done.includes(id);
            const isHere = id === step.id;
            return (
              <li key={id} data-done={isDone}>
                <a
                  href={hashOf({ at: 'lesson', id: lesson.id, step: id })}
                  aria-current={isHere ? 'step' : undefined}
                  aria-label={`Step ${index + 1}, ${title}${isDone ? ', done' : ''}`}
                  title={title}
                >
                  {isDone && !isHere ? (
                    <svg width="10" height="9" viewBox="0 0 10 9" aria-hidden="true">
                      <path d="M1.2,4.6L3.9,7.3L8.8,1.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
                    </svg>
                  ) : (
                    index + 1
                  )}
                </a>
              </li>
            );
          })}
        </ol>
      </nav>
    </header>
  );
}
