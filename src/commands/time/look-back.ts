import type { Session } from '../../session/session.ts';
import { hasFleet, looksBack } from '../command.ts';
import type { Command } from '../command.ts';

const second = 1_000_000;

/** Shows everything as it was then; at the end of the run that is now. */
export function lookAt({ actor, frames }: Session, atUs: number): void {
  const { latest } = frames.getState();
  if (!latest?.past) return;
  if (atUs < latest.virtualUs) actor.send({ type: 'look back', atUs: Math.max(latest.past.fromUs, Math.round(atUs)) });
  else actor.send({ type: 'back to now' });
}

/** From the moment that is shown. */
export function lookOn(session: Session, byUs: number): void {
  const { frame } = session.frames.getState();
  if (frame) lookAt(session, frame.virtualUs + byUs);
}

export function canLookBack(session: Session): boolean {
  const { latest } = session.frames.getState();
  return Boolean(latest?.past) && (hasFleet(session) || looksBack(session));
}

export const lookBack: Command = {
  id: 'look-back',
  label: 'Look back one second',
  group: 'Time',
  keys: ['['],
  alias: 'rewind past scrub before',
  isPossible: canLookBack,
  run: (session) => lookOn(session, -second),
};

export const lookForward: Command = {
  id: 'look-forward',
  label: 'Look one second on',
  group: 'Time',
  keys: [']'],
  alias: 'past scrub after',
  isPossible: looksBack,
  run: (session) => lookOn(session, second),
};

/** Time goes on if it did before. */
export const backToNow: Command = {
  id: 'back-to-now',
  label: 'Back to now',
  group: 'Time',
  keys: ['Shift+End'],
  alias: 'live present end',
  isPossible: looksBack,
  run: ({ actor }) => actor.send({ type: 'back to now' }),
};
