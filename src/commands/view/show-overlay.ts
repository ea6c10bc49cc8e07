import type { Overlay } from '../../session/stores/screen-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

function show(overlay: Overlay, label: string, keys: readonly string[], alias: string): Command {
  return {
    id: `show-${overlay}`,
    label,
    group: 'View',
    keys,
    alias,
    isPossible: always,
    run: ({ screen }) => screen.setState({ overlay, paletteQuery: '' }),
  };
}

export const openPalette = show('palette', 'Find a command', ['Mod+K'], 'search palette');
export const openHelp = show('help', 'Keyboard help', ['?'], 'keys shortcuts');
