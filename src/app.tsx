import { useEffect } from 'react';
import { useStore } from 'zustand';
import { onKeys } from './browser/hotkeys.ts';
import { commandForKey } from './commands/all-commands.ts';
import { Announcer } from './features/notices/announcer.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { ShapeChoice } from './features/top-bar/shape-choice.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { places } from './session/stores/place-store.ts';
import { useSession, useShown } from './session/use-session.ts';
import { Workbench } from './workbench.tsx';
import styles from './app.module.css';

export function App() {
  const place = useStore(places);
  useKeys();
  return (
    <>
      {place.at === 'play' ? <Playground /> : <p>{place.at}</p>}
      <Announcer />
    </>
  );
}

function Playground() {
  const isThere = useShown(({ frame }) => frame !== null);
  return (
    <div className={styles.app}>
      <TopBar title="Playground">
        <ShapeChoice />
      </TopBar>
      <Notice />
      <Workbench canvas={isThere ? null : <Progress />} time={null} inspector={null} evidence={null} />
    </div>
  );
}

function useKeys(): void {
  const session = useSession();
  useEffect(
    () =>
      onKeys((chord, event) => {
        if (chord.length === 1 && !session.screen.getState().singleKeys) return;
        const command = commandForKey(session, chord);
        if (!command) return;
        event.preventDefault();
        command.run(session);
      }),
    [session],
  );
}
