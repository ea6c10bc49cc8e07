import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { FleetChart } from './features/canvas/fleet-chart.tsx';
import { Notice } from './features/notices/notice.tsx';
import { Progress } from './features/notices/progress.tsx';
import { TimeBar } from './features/timeline/time-bar.tsx';
import { TopBar } from './features/top-bar/top-bar.tsx';
import { createPair } from './session/pair/pair.ts';
import { sideNames } from './session/pair/pair-run.ts';
import type { SideName } from './session/pair/curtain.ts';
import type { PairRun } from './session/pair/pair-run.ts';
import { PairContext, usePairState } from './session/pair/use-pair.ts';
import { SessionContext, useIsThere, useSession } from './session/use-session.ts';
import styles from './app.module.css';

interface CompareProps {
  readonly run: PairRun;
  /** What every page has, for the side that was pointed at last. */
  readonly around: ReactNode;
}

/** Two fleets on one clock. */
export function Compare({ run, around }: CompareProps) {
  const beside = useSession();
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
          <TopBar title="Compare" note={<span className={styles.seed}>seed {seed}</span>} />
          <Notice />
          <main className={styles.abreast}>
            {sideNames.map((name) => (
              <SessionContext key={name} value={pair.sides[name]}>
                <Side name={name} />
              </SessionContext>
            ))}
          </main>
          <TimeBar />
        </div>
        {around}
      </SessionContext>
    </PairContext>
  );
}

function Side({ name }: { readonly name: SideName }) {
  const title = usePairState(({ titles }) => titles[name]);
  const isThere = useIsThere();
  return (
    <section aria-label={title} className={styles.chart}>
      {isThere ? <FleetChart /> : <Progress />}
    </section>
  );
}
