import type { Session } from '../../session/session.ts';
import { hasFleet, looksBack } from '../command.ts';
import type { Command } from '../command.ts';

const isRunning = ({ actor }: Session): boolean => actor.getSnapshot().matches({ active: 'running' });

export const play: Command = {
  id: 'play',
  label: 'Play',
  group: 'Time',
  keys: ['Space'],
  alias: 'run resume go on',
  isPossible: (session) => (hasFleet(session) || looksBack(session)) && !isRunning(session),
  run: ({ actor }) => actor.send({ type: 'play' }),
};

export const pause: Command = {
  id: 'pause',
  label: 'Pause',
  group: 'Time',
  keys: ['Space'],
  alias: 'stop hold',
  isPossible: isRunning,
  run: ({ actor }) => actor.send({ type: 'pause' }),
};
