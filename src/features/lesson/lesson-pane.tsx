import { useEffect } from 'react';
import type { LessonData } from '../../../simulator/index.ts';
import type { LessonEntry } from '../../session/lessons/lesson-list.ts';
import { nothingDone } from '../../session/lessons/progress.ts';
import { watchLesson } from '../../session/lessons/watch-lesson.ts';
import { useLesson, useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Debrief } from './debrief.tsx';
import { Foot } from './foot.tsx';
import { Head } from './head.tsx';
import { keyed } from './keyed.ts';
import { StepPart } from './parts/part.tsx';
import { PassedAnnouncer } from './passed-announcer.tsx';
import { Blocks } from './prose/blocks.tsx';
import { useOpenLesson } from './use-open-lesson.ts';
import { progress, useProgress } from '../../session/lessons/progress-store.ts';
import styles from './lesson-pane.module.css';

interface LessonPaneProps {
  readonly entry: LessonEntry;
  /** Of the address; null where somebody is to go on from where they were. */
  readonly step: string | null;
}

/** A lesson beside the fleet that it talks about. */
export function LessonPane({ entry, step }: LessonPaneProps) {
  const again = useOpenLesson(entry);
  const data = useLesson((state) => (state.data?.lesson.id === entry.id ? state.data : null));
  const problem = useLesson((state) => state.problem);
  if (problem) {
    return (
      <div className={styles.message} role="alert">
        <h2>{problem.message}</h2>
        {problem.details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
        <p>{problem.cure}</p>
        <Button look="solid" onPress={again}>
          Try again
        </Button>
      </div>
    );
  }
  return data ? (
    <OpenLesson data={data} wanted={step} />
  ) : (
    <p className={styles.message}>The lesson is being fetched.</p>
  );
}

function OpenLesson({ data, wanted }: { readonly data: LessonData; readonly wanted: string | null }) {
  const session = useSession();
  const { lesson } = data;
  const done = useProgress(({ lessons }) => (lessons[lesson.id] ?? nothingDone).done);
  const left = useProgress(({ lessons }) => (lessons[lesson.id] ?? nothingDone).step);
  const named = lesson.steps.find(({ id }) => id === (wanted ?? left));
  const step = named ?? lesson.steps[0]!;
  useEffect(() => {
    session.lesson.setState({ step: step.id });
    progress.change(lesson.id, (now) => ({ ...now, step: step.id, openedAtMs: Date.now() }));
    return watchLesson(session, data, step);
  }, [session, data, lesson, step]);
  const index = lesson.steps.indexOf(step);
  return (
    <>
      <div className={styles.text} key={step.id}>
        <Head lesson={lesson} step={step} done={done} />
        {index === 0 && (
          <div className={styles.intro}>
            {lesson.start === 'meant-to-fail' && (
              <p className={styles.meant}>
                <b>This fleet is meant to fail.</b> What you find broken here was broken on purpose.
              </p>
            )}
            <Blocks blocks={lesson.intro} />
          </div>
        )}
        <h2 className={styles.title}>{step.title}</h2>
        {keyed(step.parts).map(({ key, item: part, place }) => (
          <StepPart key={key} part={part} place={place} step={step} lesson={lesson.id} />
        ))}
        {index === lesson.steps.length - 1 && done.includes(step.id) && <Debrief lesson={lesson} done={done} />}
      </div>
      <Foot lesson={lesson} step={step} isDone={done.includes(step.id)} />
      <PassedAnnouncer step={step} lesson={lesson.id} />
    </>
  );
}
