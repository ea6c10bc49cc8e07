import { useCallback, useEffect } from 'react';
import { problemOf } from '../../session/engine/engine-problem.ts';
import type { LessonEntry } from '../../session/lessons/lesson-list.ts';
import { onLessonSaved } from '../../session/lessons/hot-lessons.ts';
import { forgetLessons, openLesson } from '../../session/lessons/open-lesson.ts';
import { useSession } from '../../session/use-session.ts';

/** Opens the lesson, and again whenever somebody who writes it saves it. What it gives tries again. */
export function useOpenLesson(entry: LessonEntry): () => void {
  const { lesson, work, actor } = useSession();
  const open = useCallback(
    (onOpened: () => void = () => {}): (() => void) => {
      let isWanted = true;
      openLesson(entry.id).then(
        (data) => {
          if (!isWanted) return;
          lesson.setState({ data, problem: null });
          onOpened();
        },
        (error: unknown) => isWanted && lesson.setState({ problem: problemOf(error) }),
      );
      return () => {
        isWanted = false;
      };
    },
    [entry, lesson],
  );
  useEffect(() => {
    let stop = open();
    // Another fleet, other code or other checks make another run, as soon as they can be read: until then the run goes on.
    let isAnotherRun = false;
    const startOver = (): void => {
      if (!isAnotherRun) return;
      isAnotherRun = false;
      work.close();
      actor.send({ type: 'start over' });
    };
    const stopListening = onLessonSaved(entry.id, ({ isText }) => {
      stop();
      forgetLessons();
      isAnotherRun ||= !isText;
      stop = open(startOver);
    });
    return () => {
      stop();
      stopListening();
      lesson.close();
    };
  }, [entry, open, lesson, work, actor]);
  return () => void open();
}
