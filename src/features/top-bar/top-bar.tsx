import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { chordText } from '../../browser/hotkeys.ts';
import { chooseTheme, chosenTheme, onThemeChosen } from '../../browser/theme.ts';
import type { Theme } from '../../browser/theme.ts';
import { CommandIcon } from '../../commands/command-button.tsx';
import { openHelp, openPalette } from '../../commands/view/show-overlay.ts';
import { useCommand } from '../../commands/use-command.ts';
import { IconButton } from '../../ui/controls/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ThemeSign } from './theme-sign.tsx';
import styles from './top-bar.module.css';

interface TopBarProps {
  /** What the page is about; the mark alone stands on the home page. */
  readonly title?: string;
  readonly note?: ReactNode;
  /** What stands in the middle. */
  readonly children?: ReactNode;
  /** What stands before the buttons that every page has. */
  readonly tools?: ReactNode;
}

export function TopBar({ title, note, children, tools }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <a className={styles.mark} href="#/" aria-label="Flotilla, home">
        <Mark />
        <span>Flotilla</span>
      </a>
      {title !== undefined && (
        <div className={styles.title}>
          <h1>{title}</h1>
          {note}
        </div>
      )}
      <div className={styles.middle}>{children}</div>
      {tools}
      <PaletteButton />
      <ThemeButton />
      <span className={styles.help}>
        <CommandIcon command={openHelp}>
          <b>?</b>
        </CommandIcon>
      </span>
    </header>
  );
}

function PaletteButton() {
  const { run } = useCommand(openPalette);
  return (
    <button type="button" className={styles.palette} onClick={run}>
      <span className="visually-hidden">Find a command</span>
      <svg width="15" height="15" viewBox="0 0 15 15" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
        <circle cx="6.2" cy="6.2" r="4.4" />
        <path d="M9.5,9.5L13.5,13.5" />
      </svg>
      <kbd>{chordText('Mod+K')}</kbd>
    </button>
  );
}

const afterwards: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const words: Readonly<Record<Theme, string>> = { system: 'as the system', light: 'day chart', dark: 'night chart' };

/** Each press goes on to the next of the three. */
function ThemeButton() {
  const theme = useSyncExternalStore(onThemeChosen, chosenTheme);
  return (
    <IconButton label={`Colours: ${words[theme]}`} onPress={() => chooseTheme(afterwards[theme])}>
      <ThemeSign theme={theme} />
    </IconButton>
  );
}
