import { useEffect, useRef, useState } from 'react';
import type { Step } from '../../../simulator/index.ts';
import { nothingDone } from '../../session/lessons/progress.ts';
import { hasPassed } from '../../session/lessons/step-state.ts';
import { useSession } from '../../session/use-session.ts';
import { useProgress } from '../../session/lessons/progress-store.ts';

interface AnnouncerProps {
  readonly step: Step;
  readonly lesson: string;
}

/** Says to those who listen which check has passed. */
export function PassedAnnouncer({ step, lesson }: AnnouncerProps) {
  const session = useSession();
  const progress = useProgress(({ lessons }) => lessons[lesson] ?? nothingDone);
  const before = useRef(progress);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const { readings } = session.lesson.getState();
    const fresh = step.parts.flatMap((part) =>
      part.kind === 'check' && hasPassed(progress, step, part.check) && !hasPassed(before.current, step, part.check)
        ? [`Passed: ${part.title}. ${readings[part.check]?.text ?? ''}`]
        : [],
    );
    const isDone = progress.done.includes(step.id) && !before.current.done.includes(step.id);
    before.current = progress;
    if (fresh.length > 0 || isDone) setSaid([...fresh, ...(isDone ? [`Step done: ${step.title}.`] : [])].join(' '));
  }, [session, progress, step]);
  return <output className="visually-hidden">{said}</output>;
}
