import { go } from '../../session/stores/place-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export const goHome: Command = {
  id: 'go-home',
  label: 'Home',
  group: 'Go to',
  keys: [],
  isPossible: always,
  run: () => go({ at: 'home' }),
};
