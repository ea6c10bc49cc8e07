import { chooseTheme, chosenTheme } from '../../browser/theme.ts';
import type { Theme } from '../../browser/theme.ts';
import type { Command } from '../command.ts';

const labels: Readonly<Record<Theme, string>> = {
  light: 'Day chart',
  dark: 'Night chart',
  system: 'Colours as the system has them',
};

export const chooseThemes: readonly Command[] = (Object.keys(labels) as Theme[]).map((theme) => ({
  id: `theme-${theme}`,
  label: labels[theme],
  group: 'View',
  keys: [],
  alias: `theme ${theme} mode colours`,
  isPossible: () => chosenTheme() !== theme,
  run: () => chooseTheme(theme),
}));
