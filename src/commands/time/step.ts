import { hasFleet } from '../command.ts';
import type { Command } from '../command.ts';

export const stepHop: Command = {
  id: 'step-hop',
  label: 'Step to the next hop',
  group: 'Time',
  keys: ['.'],
  alias: 'message',
  isPossible: hasFleet,
  run: ({ actor }) => actor.send({ type: 'step', by: 'hop' }),
};

export const stepEvent: Command = {
  id: 'step-event',
  label: 'Step to the next event',
  group: 'Time',
  keys: [','],
  isPossible: hasFleet,
  run: ({ actor }) => actor.send({ type: 'step', by: 'event' }),
};
