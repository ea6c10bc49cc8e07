import { Beneath } from './features/beneath/beneath.tsx';
import { Announcer } from './features/notices/announcer.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { ClockBar } from './features/clock/clock-bar.tsx';
import { Fleet } from './features/fleet/fleet.tsx';
import { StartOver } from './features/clock/start-over.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { Answered } from './features/traffic/answered.tsx';
import { Traffic } from './features/traffic/traffic.tsx';
import { useShown } from './session/use-session.ts';
import styles from './app.module.css';

export function App() {
  const isRunning = useShown(({ frame }) => frame !== null);
  return (
    <div className={styles.page}>
      <TopBar />
      <main>
        <div className={styles.intro}>
          <div>
            <h1>A fleet of services you can hold in your hands</h1>
            <p>
              A shop in real code, under traffic, in a simulated world: break a process and see what its customers get.
            </p>
          </div>
          {isRunning && <StartOver />}
        </div>
        <Notice />
        {isRunning ? <Views /> : <Progress />}
      </main>
      <Announcer />
    </div>
  );
}

function Views() {
  return (
    <>
      <div className={styles.now}>
        <ClockBar />
        <Answered />
      </div>
      <div className={styles.views}>
        <div className={styles.fleet}>
          <Fleet />
        </div>
        <div className={styles.traffic}>
          <Traffic />
        </div>
        <div className={styles.beneath}>
          <Beneath />
        </div>
      </div>
    </>
  );
}
