import { useRef } from 'react';
import { textsOf } from '../../browser/given-files.ts';
import { download } from '../../browser/take-away.ts';
import { hashOf } from '../../session/place.ts';
import { lessons, numberOf } from '../../session/lessons/lesson-list.ts';
import type { LessonEntry } from '../../session/lessons/lesson-list.ts';
import { isFinished, lastOf, nothingDone } from '../../session/lessons/progress.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useBringing } from './use-bringing.ts';
import { takenAlong } from '../../session/lessons/bring-progress.ts';
import { progress, useProgress } from '../../session/lessons/progress-store.ts';
import { browserStorage } from '../../session/work/saved-work.ts';
import styles from './tracks.module.css';

/** The course: its tracks as lines, with a mark for each lesson, and how far somebody has come. */
export function Tracks() {
  const progress = useProgress((kept) => kept.lessons);
  const done = lessons.filter((lesson) => isFinished(lesson, progress)).length;
  const last = lastOf(lessons, progress);
  return (
    <section className={styles.tracks} aria-labelledby="tracks-title">
      <header className={styles.head}>
        <h2 id="tracks-title">Tracks</h2>
        <p>
          {done} of {lessons.length} lessons done
        </p>
        {last && (
          <a href={lessonHash(last)}>
            Continue lesson {numberOf(last)}, {last.title}
          </a>
        )}
      </header>
      {[...new Set(lessons.map(({ track }) => track))].map((track) => (
        <Track key={track} name={track} here={last?.id ?? null} />
      ))}
      <OwnProgress />
    </section>
  );
}

function Track({ name, here }: { readonly name: string; readonly here: string | null }) {
  const progress = useProgress((kept) => kept.lessons);
  const own = lessons.filter(({ track }) => track === name);
  const done = own.filter((lesson) => isFinished(lesson, progress)).length;
  return (
    <section className={styles.track}>
      <h3>{name}</h3>
      <p>
        {done} of {own.length}
      </p>
      <ol>
        {own.map((lesson) => {
          const isDone = isFinished(lesson, progress);
          const steps = (progress[lesson.id] ?? nothingDone).done.length;
          return (
            <li key={lesson.id} data-done={isDone} data-here={lesson.id === here}>
              <a href={lessonHash(lesson)}>
                <Mark isDone={isDone} />
                <span>
                  <small>{numberOf(lesson)}</small> {lesson.title}
                </span>
                <i>
                  {isDone ? 'done' : steps > 0 ? `${steps} of ${lesson.steps.length} steps` : `${lesson.minutes} min`}
                </i>
              </a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Mark({ isDone }: { readonly isDone: boolean }) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <circle r="6.6" />
      {isDone && <path d="M-3.2,.3L-.9,2.6L3.4,-2.3" />}
    </svg>
  );
}

function lessonHash({ id }: LessonEntry): string {
  return hashOf({ at: 'lesson', id, step: null });
}

function takeAlong(): void {
  download('flotilla-progress.json', 'application/json', takenAlong({ progress, storage: browserStorage() }));
}

/** It is kept in this browser alone; whoever goes to another one takes it along. */
function OwnProgress() {
  const isSaved = useProgress((kept) => kept.isSaved);
  const hasAny = useProgress((kept) => Object.keys(kept.lessons).length > 0);
  const field = useRef<HTMLInputElement>(null);
  const { said, bring, undo } = useBringing();
  return (
    <footer className={styles.own}>
      <p>
        {isSaved
          ? 'What you have done is kept in this browser.'
          : 'What you have done is not saved: this browser’s storage is full or forbidden. It lasts until the page is closed.'}
      </p>
      {hasAny && (
        <Button look="quiet" onPress={takeAlong}>
          Take it along as a file
        </Button>
      )}
      <Button look="quiet" onPress={() => field.current?.click()}>
        Bring it from a file
      </Button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        aria-label="File with progress"
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          const { files } = event.target;
          if (files) void textsOf(files).then(bring);
          event.target.value = '';
        }}
      />
      <output>{said}</output>
      {undo && (
        <Button look="quiet" onPress={undo}>
          Undo
        </Button>
      )}
    </footer>
  );
}
