import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { LevelContext, levelAt } from './chart/level.ts';
import { isMany, isSketched } from './chart/many.ts';
import { useChart, useChartStore } from './chart/use-chart.ts';
import { flowLines, flowNodes } from './elements.ts';
import { shoreId } from './layout/chart-graph.ts';
import { Call, Event } from './lines/line.tsx';
import { MotionLayer } from './motion/motion-layer.tsx';
import { nodeKinds } from './nodes/node-kinds.ts';
import { fitted, slim } from './steering/fit.ts';
import type { Size } from './steering/fit.ts';
import { Water } from './water/water.tsx';
import type { ViewTransform } from './motion/motion.ts';
import styles from './still-surface.module.css';

const lines = { call: Call, store: Call, event: Event };
const noStops = { selected: null, tabStop: null };
const noMotion = (): void => {};

interface StillSurfaceProps {
  readonly isStill: boolean;
  readonly isCompact: boolean;
}

/**
 * The chart as a picture, whole and with nothing to press: drawn from the same parts as the one that is steered, and
 * without the library that steers, which weighs more than all that is drawn.
 */
export function StillSurface({ isStill, isCompact }: StillSurfaceProps) {
  const whole = useRef<HTMLDivElement>(null);
  const graph = useChart((chart) => chart.graph);
  const layout = useChart((chart) => chart.layout);
  const size = useSize(whole);
  const { x, y, zoom } = layout && size ? fitted(layout, size, isCompact ? slim : undefined) : { x: 0, y: 0, zoom: 1 };
  const viewNow = useCallback((): ViewTransform => [x, y, zoom], [x, y, zoom]);
  const drawn = useMemo(
    () => layout && { nodes: flowNodes(graph, layout, noStops), lines: flowLines(graph, layout, noStops) },
    [graph, layout],
  );
  const level = levelAt(zoom);
  const isSketch = isSketched(graph, level);
  return (
    <div ref={whole} className={isCompact ? styles.compact : styles.whole} role="presentation">
      {layout && size && drawn && (
        <LevelContext value={level}>
          <div className={styles.chart} style={{ transform: `translate(${x}px,${y}px) scale(${zoom})` }}>
            {!isMany(graph) && !isCompact && <Water layout={layout} hasShore={graph.nodes[0]?.id === shoreId} />}
            {!isSketch && <Lines drawn={drawn.lines} />}
            {!isSketch && <Things drawn={drawn.nodes} />}
          </div>
          <MotionLayer
            isStill={isStill}
            viewNow={viewNow}
            isSketch={isSketch}
            onMotion={noMotion}
            isNoted={!isCompact}
          />
        </LevelContext>
      )}
    </div>
  );
}

function Lines({ drawn }: { readonly drawn: ReturnType<typeof flowLines> }) {
  return (
    <svg className={styles.lines} width="1" height="1">
      {drawn.map(({ id, type, data }) => {
        const Line = lines[type ?? 'call'];
        return data && <Line key={id} id={id} data={data} />;
      })}
    </svg>
  );
}

function Things({ drawn }: { readonly drawn: ReturnType<typeof flowNodes> }) {
  return drawn.map(({ id, type, position, data }) => {
    const Thing = nodeKinds[type ?? 'hull'];
    return (
      <div key={id} className={styles.thing} style={{ left: position.x, top: position.y }}>
        <Thing id={id} data={data} />
      </div>
    );
  });
}

/** The chart is laid out for the shape of its pane. */
function useSize(whole: RefObject<HTMLDivElement | null>): Size | null {
  const store = useChartStore();
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      if (width > 0 && height > 0) store.setAspect(width / height);
      setSize({ width, height });
    });
    if (whole.current) observer.observe(whole.current);
    return () => observer.disconnect();
  }, [store, whole]);
  return size;
}
