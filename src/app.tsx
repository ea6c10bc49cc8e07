import { useEffect } from 'react';
import { useStore } from 'zustand';
import { onKeys } from './browser/hotkeys.ts';
import { commandForKey } from './commands/all-commands.ts';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { codeTab } from './features/code/code-tab.tsx';
import { Drawer } from './features/evidence/drawer.tsx';
import { FirstMinute } from './features/first-minute/first-minute.tsx';
import { KeyboardHelp } from './features/help/keyboard-help.tsx';
import { FleetsPage } from './features/fleets/fleets-page.tsx';
import { Home } from './features/home/home.tsx';
import { Inspector } from './features/inspector/inspector.tsx';
import { Announcer } from './features/notices/announcer.tsx';
import { Notice } from './features/notices/notice.tsx';
import { WorkNotice } from './features/notices/work-notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { Palette } from './features/palette/palette.tsx';
import { OpenedRun } from './features/sharing/opened-run.tsx';
import { ShareDialog } from './features/sharing/share-dialog.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { FleetTools } from './features/top-bar/fleet-tools.tsx';
import { PaneToggles } from './features/top-bar/pane-toggles.tsx';
import { ShapeChoice } from './features/top-bar/shape-choice.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { hashOf, usualRun } from './session/place.ts';
import type { Place } from './session/place.ts';
import type { RunSeed } from './session/run-seed.ts';
import { lentIdOf } from './session/sharing/lent-runs.ts';
import { places } from './session/stores/place-store.ts';
import { useSession, useSessionState, useShown } from './session/use-session.ts';
import { Workbench } from './workbench.tsx';
import styles from './app.module.css';

const tabsOfOthers = [codeTab];

export function App() {
  const place = useStore(places);
  useKeys();
  const { screen } = useSession();
  useEffect(() => screen.setState({ overlay: null }), [screen, place]);
  useEffect(() => {
    document.title = place.at === 'play' ? 'Playground · Flotilla' : 'Flotilla';
  }, [place.at]);
  return (
    <>
      <Page place={place} />
      <Palette />
      <KeyboardHelp />
      <ShareDialog />
      <Announcer />
    </>
  );
}

function Page({ place }: { readonly place: Place }) {
  const isThere = useIsThere();
  if (place.at === 'home') {
    return (
      <div className={styles.home}>
        <TopBar />
        <Notice />
        <Home fleet={isThere ? <FleetChart compact /> : <Progress />} />
      </div>
    );
  }
  if (place.at === 'play') return <Playground run={place.run} />;
  if (place.at === 'fleets') {
    return (
      <div className={styles.app}>
        <TopBar title="Playground" />
        <FleetsPage />
      </div>
    );
  }
  return place.at === 'run' ? <SomebodysRun link={place.link} /> : <Nowhere place={place} />;
}

/** First it is read; once somebody has said so it runs. */
function SomebodysRun({ link }: { readonly link: string }) {
  const run = useSessionState(({ context }) => context.run);
  if (run.fleet === lentIdOf(link)) return <Playground run={run} />;
  return (
    <div className={styles.app}>
      <TopBar title="A run that was sent" />
      <OpenedRun link={link} />
    </div>
  );
}

function Playground({ run }: { readonly run: RunSeed }) {
  const isThere = useIsThere();
  return (
    <div className={styles.app}>
      <TopBar
        title="Playground"
        note={<span className={styles.seed}>seed {run.seed}</span>}
        tools={
          <>
            <FleetTools />
            <PaneToggles />
          </>
        }
      >
        <ShapeChoice />
      </TopBar>
      <Notice />
      <WorkNotice />
      <Workbench
        canvas={
          isThere ? (
            <div className={styles.chart}>
              {run.isQuiet && run.fleet === 'services' && <FirstMinute key={JSON.stringify(run)} />}
              <FleetChart />
            </div>
          ) : (
            <Progress />
          )
        }
        time={
          <>
            <TimeBar />
            <Timeline />
          </>
        }
        inspector={<Inspector />}
        evidence={<Drawer before={tabsOfOthers} />}
      />
    </div>
  );
}

/** An address that leads to what this Flotilla does not have. */
function Nowhere({ place }: { readonly place: Place }) {
  return (
    <div className={styles.app}>
      <TopBar title="Nothing here" />
      <main className={styles.lost}>
        <h2>There is nothing at this address.</h2>
        <p>
          {place.at === 'lesson' ? `No lesson is called ${place.id}.` : `${hashOf(place)} is no place in Flotilla.`} It
          may be of another version.
        </p>
        <p>
          <a href="#/">Home</a>, or <a href={hashOf({ at: 'play', run: usualRun })}>the playground</a>.
        </p>
      </main>
    </div>
  );
}

/** A fleet that is being started already sends frames, and is not to be touched yet. */
function useIsThere(): boolean {
  const isActive = useSessionState((snapshot) => snapshot.matches('active'));
  return useShown(({ frame }) => frame !== null) && isActive;
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
