import { useEffect, useRef, useState } from 'react';
import type { AnswerTo, EngineFrame, Question } from '../../simulator/index.ts';
import { useSession, useShown } from './use-session.ts';

/** Asking costs the engine time that it would rather spend on the fleet. */
const askEveryMs = 300;

/**
 * What the engine answers to a question, and again whenever `freshness` of the frame has changed.
 * Null until the first answer to that question. Of a moment that somebody looks back at, or else of now.
 */
export function useAnswer<Asked extends Question>(
  question: Asked,
  freshness: (frame: EngineFrame) => number,
  of: 'shown' | 'now' = 'shown',
): AnswerTo<Asked> | null {
  return useAnswers([question], freshness, of)?.[0] ?? null;
}

/** The same for several questions at once: their answers come together or not at all. */
export function useAnswers<Asked extends Question>(
  questions: readonly Asked[],
  freshness: (frame: EngineFrame) => number,
  of: 'shown' | 'now' = 'shown',
): readonly AnswerTo<Asked>[] | null {
  const session = useSession();
  const ask = of === 'now' ? session.askNow : session.ask;
  const fresh = useShown(({ frame, latest, isPast }) => {
    if (of === 'now') return latest && freshness(latest);
    // A moment that is over is shown to the microsecond, and is none that time came to.
    return frame && (isPast ? -1 - frame.virtualUs : freshness(frame));
  });
  const key = JSON.stringify(questions);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly values: AnswerTo<Asked>[] } | null>(null);
  const lastAskedMs = useRef(-Infinity);
  const wantedKey = useRef(key);
  useEffect(() => {
    const waitMs = wantedKey.current === key ? Math.max(0, lastAskedMs.current + askEveryMs - performance.now()) : 0;
    wantedKey.current = key;
    if (fresh === null) return undefined;
    const timer = setTimeout(() => {
      lastAskedMs.current = performance.now();
      // Nobody has to hear that a fleet that is gone does not answer.
      Promise.all((JSON.parse(key) as Asked[]).map((question) => ask(question))).then(
        (values) => {
          const given = values.filter((value) => value !== null);
          if (given.length === values.length && wantedKey.current === key) setAnswer({ key, values: given });
        },
        () => {},
      );
    }, waitMs);
    return () => clearTimeout(timer);
  }, [ask, key, fresh]);
  return fresh !== null && answer?.key === key ? answer.values : null;
}
