import { useEffect } from 'react';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { codeTab } from './features/code/code-tab.tsx';
import { Drawer } from './features/evidence/drawer.tsx';
import { Inspector } from './features/inspector/inspector.tsx';
import { LessonPane } from './features/lesson/lesson-pane.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { WorkNotice } from './features/notices/work-notice.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { FleetTools } from './features/top-bar/fleet-tools.tsx';
import { PaneToggles } from './features/top-bar/pane-toggles.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { lessonNamed, numberOf } from './session/lessons/lesson-list.ts';
import type { LessonEntry } from './session/lessons/lesson-list.ts';
import { useIsThere, useLesson } from './session/use-session.ts';
import { Workbench } from './workbench.tsx';
import styles from './app.module.css';

const tabsOfOthers = [codeTab];

interface LessonPageProps {
  readonly id: string;
  readonly step: string | null;
}

export function LessonPage({ id, step }: LessonPageProps) {
  const isThere = useIsThere();
  const entry = lessonNamed(id)!;
  useEffect(() => {
    document.title = `${entry.title} · Flotilla`;
  }, [entry]);
  return (
    <div className={styles.app}>
      <TopBar
        title={`${numberOf(entry)} ${entry.title}`}
        note={<StepNote entry={entry} />}
        tools={
          <>
            <FleetTools />
            <PaneToggles />
          </>
        }
      />
      <Notice />
      <WorkNotice />
      <Workbench
        lesson={<LessonPane key={entry.id} entry={entry} step={step} />}
        canvas={
          isThere ? (
            <div className={styles.chart}>
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

function StepNote({ entry }: { readonly entry: LessonEntry }) {
  const step = useLesson((lesson) => lesson.step);
  const index = entry.steps.indexOf(step ?? '');
  return index < 0 ? null : (
    <span className={styles.seed}>
      step {index + 1} of {entry.steps.length}
    </span>
  );
}
