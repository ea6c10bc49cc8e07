import type { Command } from '../command.ts';

export const zoomOut: Command = {
  id: 'zoom-out',
  label: 'Show the whole run on charts',
  group: 'View',
  keys: [],
  alias: 'zoom out metrics time',
  isPossible: ({ moment }) => moment.getState().range !== null,
  run: ({ moment }) => moment.zoomOut(),
};
