import { useEffect, useMemo, useState } from 'react';
import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMedia } from '../../browser/use-media.ts';
import { useSession } from '../../session/use-session.ts';
import { createChartStore } from './chart/chart-store.ts';
import { ChartContext, useChart } from './chart/use-chart.ts';
import { ChartSurface } from './chart-surface.tsx';
import { MotionContext } from './motion/motion-context.ts';
import { PointingContext, createBlameStore } from './steering/pointing.ts';
import { watchBlame } from './steering/watch-blame.ts';
import styles from './fleet-chart.module.css';

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
  const pointing = useMemo(() => ({ isInteractive: !compact, blames }), [compact, blames]);
  return (
    <ChartContext value={store}>
      <PointingContext value={pointing}>
        <MotionContext value={isStill ? 'still' : 'moving'}>
          <ReactFlowProvider>
            <Whole isCompact={compact} isStill={isStill} />
          </ReactFlowProvider>
        </MotionContext>
      </PointingContext>
    </ChartContext>
  );
}

function Whole({ isCompact, isStill }: { readonly isCompact: boolean; readonly isStill: boolean }) {
  const isEmpty = useChart(({ graph, layout }) => layout !== null && graph.nodes.length === 0);
  if (isEmpty) return <p className={styles.empty}>Nothing stands in this fleet yet.</p>;
  return <ChartSurface isCompact={isCompact} isStill={isStill} />;
}
