import { useEffect, useRef, useState } from 'react';
import type { AnswerTo, EngineFrame, Question } from '../../simulator/index.ts';
import { useFrame, useSession } from './use-session.ts';

/** Asking costs the engine time that it would rather spend on the fleet. */
const askEveryMs = 300;

/**
 * What the engine answers to a question, and again whenever `freshness` of the frame has changed.
 * Null until the first answer to that question.
 */
export function useAnswer<Asked extends Question>(
  question: Asked,
  freshness: (frame: EngineFrame) => number,
): AnswerTo<Asked> | null {
  const { ask } = useSession();
  const fresh = useFrame(freshness);
  const key = JSON.stringify(question);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: AnswerTo<Asked> } | null>(null);
  const lastAskedMs = useRef(-Infinity);
  const wantedKey = useRef(key);
  useEffect(() => {
    const waitMs = wantedKey.current === key ? Math.max(0, lastAskedMs.current + askEveryMs - performance.now()) : 0;
    wantedKey.current = key;
    if (fresh === null) return undefined;
    const timer = setTimeout(() => {
      lastAskedMs.current = performance.now();
      // Nobody has to hear that a fleet that is gone does not answer.
      ask(JSON.parse(key) as Asked).then(
        (value) => value !== null && wantedKey.current === key && setAnswer({ key, value }),
        () => {},
      );
    }, waitMs);
    return () => clearTimeout(timer);
  }, [ask, key, fresh]);
  return fresh !== null && answer?.key === key ? answer.value : null;
}
