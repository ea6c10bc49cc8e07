import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { onKeys } from './browser/hotkeys.ts';
import { painted } from './browser/painted.ts';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { Home } from './features/home/home.tsx';
import { Announcer } from './features/notices/announcer.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { isLesson } from './session/lessons/lesson-ids.ts';
import { hashOf, usualRun } from './session/place.ts';
import type { Place } from './session/place.ts';
import { lentIdOf } from './session/sharing/lent-runs.ts';
import { places } from './session/stores/place-store.ts';
import { useIsThere, useScreen, useSession, useSessionState } from './session/use-session.ts';
import { late, lateModule } from './ui/late.tsx';
import styles from './app.module.css';

const keys = lateModule(() => import('./commands/all-commands.ts'));
const Playground = late(() => import('./playground.tsx').then((part) => part.Playground));
const Compare = late(() => import('./compare.tsx').then((part) => part.Compare));
const LessonPage = late(() => import('./lesson-page.tsx').then((part) => part.LessonPage));
const Palette = late(() => import('./features/keyboard/palette/palette.tsx').then((part) => part.Palette));
const FleetsPage = late(() => import('./features/fleets/fleets-page.tsx').then((part) => part.FleetsPage));
const OpenedRun = late(() => import('./features/sharing/opened-run.tsx').then((part) => part.OpenedRun));
const ShareDialog = late(() => import('./features/sharing/share-dialog.tsx').then((part) => part.ShareDialog));
const BranchesDialog = late(() =>
  import('./features/sharing/branches/branches-dialog.tsx').then((part) => part.BranchesDialog),
);
const KeyboardHelp = late(() => import('./features/keyboard/help/keyboard-help.tsx').then((part) => part.KeyboardHelp));

interface AppProps {
  /** A running fleet has come to be seen. */
  readonly onPicture: () => void;
}

export function App({ onPicture }: AppProps) {
  const place = useStore(places);
  const isSeen = useRef(false);
  const see = useCallback(() => {
    if (isSeen.current) return;
    isSeen.current = true;
    void painted().then(onPicture);
  }, [onPicture]);
  useEffect(() => {
    // A lesson says by itself what it is called.
    if (place.at !== 'lesson') document.title = titles[place.at] ?? 'Flotilla';
  }, [place]);
  const around = <Around place={place} onThere={see} />;
  if (place.at === 'compare') return <Compare run={place.pair} around={around} until={<Opening title="Compare" />} />;
  return (
    <>
      <Page place={place} />
      {around}
    </>
  );
}

const titles: Partial<Record<Place['at'], string>> = { play: 'Playground · Flotilla', compare: 'Compare · Flotilla' };

/** What is there on every page, for the fleet that it is about. */
function Around({ place, onThere }: { readonly place: Place; readonly onThere: () => void }) {
  const isThere = useIsThere();
  useEffect(() => {
    if (isThere) onThere();
  }, [isThere, onThere]);
  useKeys();
  useNothingOnTop(place);
  return (
    <>
      <Overlay />
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
  if (place.at === 'play') return <Playground run={place.run} until={<Opening />} />;
  if (place.at === 'lesson' && isLesson(place.id))
    return <LessonPage id={place.id} step={place.step} until={<Opening title="Lesson" />} />;
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
  if (run.fleet === lentIdOf(link)) return <Playground run={run} until={<Opening />} />;
  return (
    <div className={styles.app}>
      <TopBar title="A run that was sent" />
      <OpenedRun link={link} />
    </div>
  );
}

/** Until the workbench is there; the fleet is being started meanwhile. */
function Opening({ title = 'Playground' }: { readonly title?: string }) {
  return (
    <div className={styles.app}>
      <TopBar title={title} />
      <main className={styles.chart}>
        <Progress />
      </main>
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

function Overlay() {
  const overlay = useScreen((screen) => screen.overlay);
  if (overlay === 'palette') return <Palette />;
  if (overlay === 'share') return <ShareDialog />;
  if (overlay === 'branches') return <BranchesDialog />;
  return overlay === 'help' ? <KeyboardHelp /> : null;
}

/** What lay on top belonged to where somebody was. */
function useNothingOnTop(place: Place): void {
  const { screen } = useSession();
  useEffect(() => screen.setState({ overlay: null }), [screen, place]);
}

function useKeys(): void {
  const session = useSession();
  useEffect(
    () =>
      onKeys((chord, event) => {
        if (chord.length === 1 && !session.screen.getState().singleKeys) return;
        const commands = keys.here();
        const command = commands?.commandForKey(session, chord);
        if (command) event.preventDefault();
        command?.run(session);
        // Whoever is faster than the page gets what the key means all the same.
        if (!commands) {
          keys.bring().then(
            ({ commandForKey }) => commandForKey(session, chord)?.run(session),
            () => {},
          );
        }
      }),
    [session],
  );
}
