import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { codeTab } from './features/code/code-tab.tsx';
import { Drawer } from './features/evidence/drawer.tsx';
import { exploreTab } from './features/explore/explore-tab.ts';
import { FirstMinute } from './features/first-minute/first-minute.tsx';
import { Inspector } from './features/inspector/inspector.tsx';
import { Notice } from './features/notices/notice.tsx';
import { WorkNotice } from './features/notices/work-notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { FleetTools } from './features/top-bar/fleet-tools.tsx';
import { PaneToggles } from './features/top-bar/pane-toggles.tsx';
import { ShapeChoice } from './features/top-bar/shape-choice.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import type { RunSeed } from './session/run-seed.ts';
import { useIsThere } from './session/use-session.ts';
import { Workbench } from './workbench.tsx';
import styles from './app.module.css';

const firstTabs = [codeTab];
const lastTabs = [exploreTab];

export function Playground({ run }: { readonly run: RunSeed }) {
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
        evidence={<Drawer before={firstTabs} after={lastTabs} />}
      />
    </div>
  );
}
