import { useMemo } from 'react';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap, useSession } from '../../../session/use-session.ts';
import { thrownIn } from './thrown.ts';
import type { Thrown } from './thrown.ts';

const nothing: readonly Thrown[] = [];
/** Who watches a line does not need to see each of a thousand errors counted at once. */
const looksPerSecond = 2;

export function useThrown(): readonly Thrown[] {
  const answer = useAnswer({ about: 'logs', newest: 200, level: 'error' }, ({ counts }) => counts.logLines);
  const { frames } = useSession();
  const moment = useFrame(({ virtualUs }) => Math.floor((virtualUs / 1_000_000) * looksPerSecond));
  const services = useMap()?.services;
  return useMemo(() => {
    const { frame } = frames.getState();
    // Replicas are another list in each frame: twice a second is often enough.
    if (!answer || !frame || moment === null) return nothing;
    return thrownIn(frame, answer.lines, (name) => services?.find((service) => service.name === name)?.entry ?? '');
  }, [answer, frames, moment, services]);
}
