import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { phone, useMedia } from './browser/use-media.ts';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { AimChoice, Told } from './features/compare/aim-choice.tsx';
import { Differences } from './features/compare/differences.tsx';
import { SideHeader } from './features/compare/side-header.tsx';
import { BoundariesPanel } from './features/evidence/boundaries/boundaries-panel.tsx';
import { Inspector } from './features/inspector/inspector.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { RowsOfBoth } from './features/timeline/rows-of-both.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { Timeline } from './features/timeline/timeline.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { ShapesOrBoth } from './features/top-bar/shapes-or-both.tsx';
import { createPair } from './session/pair/pair.ts';
import type { Pair } from './session/pair/pair.ts';
import type { SideName } from './session/pair/curtain.ts';
import { sideNames } from './session/pair/pair-run.ts';
import type { PairRun } from './session/pair/pair-run.ts';
import { PairContext, usePair, usePairState } from './session/pair/use-pair.ts';
import { lessonIdOf } from './session/lessons/lesson-ids.ts';
import { hashOf } from './session/place.ts';
import type { Session } from './session/session.ts';
import { FleetNameContext, SessionContext, useFrame, useSession } from './session/use-session.ts';
import { CompareBench } from './compare-bench.tsx';
import styles from './app.module.css';
import own from './features/compare/page.module.css';

interface CompareProps {
  readonly run: PairRun;
  /** What every page has, for the side that was pointed at last. */
  readonly around: ReactNode;
}

/** Two fleets on one clock. */
export function Compare({ run, around }: CompareProps) {
  const beside = useSession();
  const isSmall = useMedia(phone);
  const [pair] = useState(() => createPair(beside));
  const { left, right, seed, acts } = run;
  useEffect(() => {
    pair.open({ left, right, seed, acts });
    return pair.close;
  }, [pair, left, right, seed, acts]);
  const side = useStore(pair.store, (state) => state.side);
  return (
    <PairContext value={pair}>
      <SessionContext value={pair.sides[side]}>
        <div className={styles.app}>
          <TopBar
            title="Compare"
            note={
              <span className={styles.seed}>
                seed {seed} {!isSmall && <WayBack beside={beside} before="Back to lesson" />}
              </span>
            }
            // A phone has no room for what is said of the page.
            tools={isSmall ? <WayBack beside={beside} before="Lesson" /> : <AimChoice />}
          >
            <ShapesOrBoth chosen="both" run={{ seed, isQuiet: false }} />
          </TopBar>
          <Notice />
          <CompareBench
            sides={{ left: <Side pair={pair} name="left" />, right: <Side pair={pair} name="right" /> }}
            time={
              <>
                <TimeBar />
                <Told />
                <Timeline rows={RowsOfBoth} />
              </>
            }
            differences={<Differences />}
            boundaries={<Boundaries />}
            inspector={
              <div className={own.inspector}>
                {isSmall && <AimChoice />}
                <Inspector />
              </div>
            }
          />
        </div>
        {around}
      </SessionContext>
    </PairContext>
  );
}

interface WayBackProps {
  readonly beside: Session;
  readonly before: string;
}

/** To the lesson that was left to come here: it stands where it was. */
function WayBack({ beside, before }: WayBackProps) {
  const lesson = lessonIdOf(beside.actor.getSnapshot().context.run.fleet);
  if (lesson === null) return null;
  const number = Number.parseInt(lesson, 10);
  return (
    <a
      className={own.wayBack}
      href={hashOf({ at: 'lesson', id: lesson, step: null })}
      aria-label={`Back to lesson ${number}`}
    >
      {before} {number}
    </a>
  );
}

function Side({ pair, name }: { readonly pair: Pair; readonly name: SideName }) {
  const title = usePairState(({ titles }) => titles[name]);
  return (
    <SessionContext value={pair.sides[name]}>
      <SideHeader side={name} />
      <FleetNameContext value={title}>
        <div className={own.chart}>
          <Chart />
        </div>
      </FleetNameContext>
    </SessionContext>
  );
}

/** Of two that are brought to a moment one after the other the first is to be seen while the second is on its way. */
function Chart() {
  return useFrame(() => true) ? <FleetChart /> : <Progress />;
}

function Boundaries() {
  const { sides } = usePair();
  const titles = usePairState((state) => state.titles);
  return (
    <div className={own.boundaries}>
      {sideNames.map((side) => (
        <SessionContext key={side} value={sides[side]}>
          <FleetNameContext value={titles[side]}>
            <div className={own.boundariesOf}>
              <h3>{titles[side]}</h3>
              <BoundariesPanel />
            </div>
          </FleetNameContext>
        </SessionContext>
      ))}
    </div>
  );
}
