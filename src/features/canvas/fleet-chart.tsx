import { useEffect, useMemo, useState } from 'react';
import { painted } from '../../browser/painted.ts';
import { useMedia } from '../../browser/use-media.ts';
import { useSession } from '../../session/use-session.ts';
import { late } from '../../ui/late.tsx';
import { createChartStore } from './chart/chart-store.ts';
import { ChartContext, useChart } from './chart/use-chart.ts';
import { StillSurface } from './still-surface.tsx';
import { MotionContext } from './motion/motion-context.ts';
import { PointingContext, createBlameStore } from './steering/pointing.ts';
import { watchBlame } from './steering/watch-blame.ts';
import styles from './fleet-chart.module.css';

/** What steers it weighs as much as all the rest of the chart: until it is there, the chart is a picture. */
const ChartSurface = late(async () => {
  await painted();
  return (await import('./chart-surface.tsx')).ChartSurface;
});

interface FleetChartProps {
  /** A live picture without anything to press. */
  readonly compact?: boolean;
}

/** The fleet as a harbour chart: what stands, what flows, and everything that is on its way. */
export function FleetChart({ compact = false }: FleetChartProps) {
  const session = useSession();
  const [store] = useState(() => createChartStore(session));
  const [blames] = useState(createBlameStore);
  useEffect(() => store.follow(), [store]);
  useEffect(() => watchBlame(session, blames), [session, blames]);
  const isStill = useMedia('(prefers-reduced-motion: reduce)');
  const pointing = useMemo(() => ({ isInteractive: false, blames }), [blames]);
  return (
    <ChartContext value={store}>
      <PointingContext value={pointing}>
        <MotionContext value={isStill ? 'still' : 'moving'}>
          <Whole isCompact={compact} isStill={isStill} />
        </MotionContext>
      </PointingContext>
    </ChartContext>
  );
}

function Whole({ isCompact, isStill }: { readonly isCompact: boolean; readonly isStill: boolean }) {
  const isEmpty = useChart(({ graph, layout }) => layout !== null && graph.nodes.length === 0);
  if (isEmpty) return <p className={styles.empty}>Nothing stands in this fleet yet.</p>;
  const still = <StillSurface isCompact={isCompact} isStill={isStill} />;
  return isCompact ? still : <ChartSurface isStill={isStill} until={still} />;
}
