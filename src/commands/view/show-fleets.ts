import { go } from '../../session/stores/place-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export const showFleets: Command = {
  id: 'show-fleets',
  label: 'Fleets: start another one',
  group: 'Go to',
  keys: [],
  alias: 'new template open file paste own import',
  isPossible: always,
  run: () => go({ at: 'fleets' }),
};
