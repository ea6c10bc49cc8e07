import type { Lesson } from '../../../simulator/index.ts';
import { hashOf } from '../../session/place.ts';
import { lessonAfter, numberOf } from '../../session/lessons/lesson-list.ts';
import { Blocks } from './prose/blocks.tsx';
import styles from './lesson-pane.module.css';

interface DebriefProps {
  readonly lesson: Lesson;
  readonly done: readonly string[];
}

export const debriefTitle = 'debrief-title';

/** When it is done: what it is called that was built, what it costs, and where to go from here. */
export function Debrief({ lesson, done }: DebriefProps) {
  const next = lessonAfter(lesson.id);
  const skipped = lesson.steps.filter(({ id }) => !done.includes(id));
  return (
    <section className={styles.debrief} aria-labelledby={debriefTitle}>
      <h2 id={debriefTitle} tabIndex={-1}>
        What you take along
      </h2>
      <Blocks blocks={lesson.debrief} />
      {skipped.length > 0 && (
        <p>
          Not done yet:{' '}
          {skipped.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={hashOf({ at: 'lesson', id: lesson.id, step: id })}>{title}</a>
            </span>
          ))}
          .
        </p>
      )}
      <p className={styles.next}>
        {next && (
          <a href={hashOf({ at: 'lesson', id: next.id, step: null })}>
            Next: {numberOf(next)} {next.title}, {next.minutes} minutes
          </a>
        )}
        <a href="#/">All lessons</a>
      </p>
    </section>
  );
}
