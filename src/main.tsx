import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepForOffline } from './browser/offline.ts';
import { createSession } from './session/session.ts';
import { SessionContext } from './session/use-session.ts';
import './ui/tokens.css';
import './ui/base.css';

const session = createSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SessionContext value={session}>
      <App />
    </SessionContext>
  </StrictMode>,
);

// Keeping the files for later must not compete with starting the fleet now.
const stopWaiting = session.frames.subscribe(({ frame }) => {
  if (!frame) return;
  stopWaiting();
  keepForOffline();
});
