import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { BrokenPage } from './features/notices/broken-page.tsx';
import { keepForOffline } from './browser/offline.ts';
import { rememberScreen, rememberedScreen } from './session/stores/remembered-screen.ts';
import { fetchForLater } from './session/engine/engine-assets.ts';
import { createSession } from './session/session.ts';
import { followAddress, places } from './session/stores/place-store.ts';
import { fetchLateParts } from './ui/late.tsx';
import { homeRun } from './session/place.ts';
import type { Place } from './session/place.ts';
import { isLesson, lessonRun } from './session/lessons/lesson-ids.ts';
import { isSameRun } from './session/run-seed.ts';
import type { RunSeed } from './session/run-seed.ts';
import { SessionContext } from './session/use-session.ts';
import './ui/tokens.css';
import './ui/base.css';

followAddress();
const place = places.getState();
const session = createSession(firstRunOf(place), rememberedScreen());
rememberScreen(session.screen);

/** Null where somebody is to choose first. */
function firstRunOf(opened: Place): RunSeed | null {
  if (opened.at === 'play') return opened.run;
  if (opened.at === 'lesson' && isLesson(opened.id)) return lessonRun(opened.id);
  return opened.at === 'run' || opened.at === 'fleets' || opened.at === 'compare' ? null : homeRun;
}

/** The fleet of the address that was gone to; whoever goes home takes the one that runs along. */
function openFleetOf(gone: Place): void {
  const snapshot = session.actor.getSnapshot();
  const run = firstRunOf(gone);
  // Two other fleets run there, and need the machine for themselves.
  if (gone.at === 'compare') session.actor.send({ type: 'pause' });
  if (!run) return;
  const { run: current } = snapshot.context;
  // A lesson has one fleet, whatever seed somebody tries it with.
  const isSame = gone.at === 'lesson' ? run.fleet === current.fleet : isSameRun(run, current);
  const isOther = (gone.at === 'play' || gone.at === 'lesson') && !isSame;
  if (isOther || snapshot.matches('waiting')) session.actor.send({ type: 'open', run });
}
places.subscribe(openFleetOf);

/** What may be wanted later must not compete with the first picture of the fleet. */
function prepareForLater(): void {
  // For whoever measures the page.
  performance.mark('first picture');
  keepForOffline();
  fetchForLater();
  void fetchLateParts();
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SessionContext value={session}>
      <BrokenPage>
        <App onPicture={prepareForLater} />
      </BrokenPage>
    </SessionContext>
  </StrictMode>,
);
