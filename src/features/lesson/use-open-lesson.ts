import { useCallback, useEffect } from 'react';
import { problemOf } from '../../session/engine/engine-problem.ts';
import type { LessonEntry } from '../../session/lessons/lesson-list.ts';
import { onLessonSaved } from '../../session/lessons/hot-lessons.ts';
import { forgetLessons, openLesson } from '../../session/lessons/open-lesson.ts';
import { useSession } from '../../session/use-session.ts';

/** Opens the lesson, and again whenever somebody who writes it saves it. What it gives tries again. */
export function useOpenLesson(entry: LessonEntry): () => void {
  const { lesson, work, actor } = useSession();
  const open = useCallback((): (() => void) => {
    let isWanted = true;
    openLesson(entry.id).then(
      (data) => isWanted && lesson.setState({ data, problem: null }),
      (error: unknown) => isWanted && lesson.setState({ problem: problemOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [entry, lesson]);
  useEffect(() => {
    const stop = open();
    const stopListening = onLessonSaved(entry.id, ({ isText }) => {
      forgetLessons();
      open();
      if (isText) return;
      // Another fleet, other code or other checks make another run.
      work.close();
      actor.send({ type: 'start over' });
    });
    return () => {
      stop();
      stopListening();
      lesson.close();
    };
  }, [entry, open, lesson, work, actor]);
  return () => void open();
}
