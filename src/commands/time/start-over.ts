import { always } from '../command.ts';
import type { Command } from '../command.ts';

/** The same seed gives the same run, until somebody breaks something. */
export const startOver: Command = {
  id: 'start-over',
  label: 'Start over',
  group: 'Time',
  keys: [],
  alias: 'restart reset again from the beginning seed',
  isPossible: always,
  run: ({ actor }) => actor.send({ type: 'start over' }),
};
