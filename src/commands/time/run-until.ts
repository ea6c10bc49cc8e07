import type { Until } from '../../../simulator/index.ts';
import type { Session } from '../../session/session.ts';
import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

const second = 1_000_000;

function runUntil(what: string, untilFrom: (nowUs: number) => Until, fits: (session: Session) => boolean): Command {
  return {
    id: `run-until-${what.replaceAll(' ', '-')}`,
    label: `Run until ${what}`,
    group: 'Time',
    keys: [],
    isPossible: (session) => hasFleet(session) && fits(session),
    run: ({ actor, frames }) =>
      actor.send({ type: 'run until', until: untilFrom(frames.getState().frame?.virtualUs ?? 0) }),
  };
}

const anyFleet = (): boolean => true;
const hasBreaker = ({ frames }: Session): boolean => {
  const { frame, map } = frames.getState();
  return Boolean(frame?.breakers.length) || Boolean(map?.links.some(({ breaker }) => breaker !== null));
};

export const runUntils: readonly Command[] = [
  runUntil('a request fails', () => ({ kind: 'failure' }), anyFleet),
  runUntil('a breaker changes', () => ({ kind: 'breaker' }), hasBreaker),
  runUntil('a process crashes', () => ({ kind: 'crash' }), anyFleet),
  runUntil('1 second on', (nowUs) => ({ kind: 'time', atUs: nowUs + second }), anyFleet),
  runUntil('10 seconds on', (nowUs) => ({ kind: 'time', atUs: nowUs + 10 * second }), anyFleet),
  runUntil('1 minute on', (nowUs) => ({ kind: 'time', atUs: nowUs + 60 * second }), anyFleet),
];
