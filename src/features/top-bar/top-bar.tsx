import { useState } from 'react';
import { chooseTheme, chosenTheme } from '../../browser/theme.ts';
import type { Theme } from '../../browser/theme.ts';
import { shapes } from '../../session/shapes.ts';
import type { Shape } from '../../session/shapes.ts';
import { useSession, useSessionState } from '../../session/use-session.ts';
import { Choice } from '../../ui/choice.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ThemeSign } from './theme-sign.tsx';
import styles from './top-bar.module.css';

const shapeOptions = (Object.keys(shapes) as Shape[]).map((value) => ({ value, label: shapes[value].label }));
const themeOptions = [
  { value: 'light', label: 'Day chart', shown: <ThemeSign theme="light" /> },
  { value: 'dark', label: 'Night chart', shown: <ThemeSign theme="dark" /> },
  { value: 'system', label: 'As the system', shown: <ThemeSign theme="system" /> },
] as const;

export function TopBar() {
  const { actor } = useSession();
  const shape = useSessionState(({ context }) => context.shape);
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <header className={styles.bar}>
      <p className={styles.name}>
        <Mark />
        Flotilla
      </p>
      <div className={styles.shape}>
        <Choice
          label="How the shop is deployed"
          options={shapeOptions}
          chosen={shape}
          onChoose={(chosen) => chosen !== shape && actor.send({ type: 'choose shape', shape: chosen })}
        />
      </div>
      <Choice
        label="Colours"
        options={themeOptions}
        chosen={theme}
        onChoose={(chosen) => {
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      />
    </header>
  );
}
