import { useEffect } from 'react';
import { LessonPane } from './features/lesson/lesson-pane.tsx';
import { FleetBench } from './fleet-bench.tsx';
import { lessonNamed, numberOf } from './session/lessons/lesson-list.ts';
import { useLesson } from './session/use-session.ts';

interface LessonPageProps {
  readonly id: string;
  readonly step: string | null;
}

export function LessonPage({ id, step }: LessonPageProps) {
  const entry = lessonNamed(id)!;
  useEffect(() => {
    document.title = `${entry.title} · Flotilla`;
  }, [entry]);
  return (
    <FleetBench
      title={`${numberOf(entry)} ${entry.title}`}
      note={<StepNote />}
      lesson={<LessonPane key={entry.id} entry={entry} step={step} />}
    />
  );
}

function StepNote() {
  const step = useLesson((lesson) => lesson.step);
  const steps = useLesson(({ data }) => data?.lesson.steps) ?? [];
  const index = steps.findIndex(({ id }) => id === step);
  return index < 0 ? null : `step ${index + 1} of ${steps.length}`;
}
