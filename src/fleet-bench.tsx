import type { ReactNode } from 'react';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { codeTab } from './features/code/code-tab.tsx';
import { Drawer } from './features/evidence/drawer.tsx';
import { exploreTab } from './features/explore/explore-tab.ts';
import { Inspector } from './features/inspector/inspector.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { WorkNotice } from './features/notices/work-notice.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { FleetTools } from './features/top-bar/fleet-tools.tsx';
import { PaneToggles } from './features/top-bar/pane-toggles.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { useIsThere } from './session/use-session.ts';
import { Workbench } from './workbench.tsx';
import styles from './app.module.css';

const firstTabs = [codeTab];
const lastTabs = [exploreTab];

interface FleetBenchProps {
  readonly title: string;
  readonly note: ReactNode;
  /** In the middle of the top bar. */
  readonly choice?: ReactNode;
  readonly lesson?: ReactNode;
  /** What lies on the chart of a fleet that is there. */
  readonly onChart?: ReactNode;
}

/** One fleet with all that is about it: what the playground and lessons have in common. */
export function FleetBench({ title, note, choice, lesson, onChart }: FleetBenchProps) {
  const isThere = useIsThere();
  return (
    <div className={styles.app}>
      <TopBar
        title={title}
        note={<span className={styles.seed}>{note}</span>}
        tools={
          <>
            <FleetTools />
            <PaneToggles />
          </>
        }
      >
        {choice}
      </TopBar>
      <Notice />
      <WorkNotice />
      <Workbench
        lesson={lesson}
        canvas={
          isThere ? (
            <div className={styles.chart}>
              {onChart}
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
