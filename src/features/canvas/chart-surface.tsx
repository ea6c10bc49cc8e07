import { useCallback, useContext, useMemo, useRef } from 'react';
import type { MouseEvent } from 'react';
import { ReactFlow, ReactFlowProvider, ViewportPortal, useStore, useStoreApi } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { LevelContext, levelAt } from './chart/level.ts';
import { isMany, isSketched } from './chart/many.ts';
import { useChart, useChartStore } from './chart/use-chart.ts';
import { flowLines, flowNodes } from './elements.ts';
import { shoreId } from './layout/chart-graph.ts';
import { DragGhost } from './joining/drag-ghost.tsx';
import { useDragging } from './joining/use-dragging.ts';
import { Call, Event } from './lines/line.tsx';
import { nodeAt } from './motion/sketch.ts';
import type { ViewTransform } from './motion/motion.ts';
import type { ChartLine } from './lines/line-data.ts';
import type { ChartFlowNode } from './nodes/node-data.ts';
import { MotionLayer } from './motion/motion-layer.tsx';
import { nodeKinds } from './nodes/node-kinds.ts';
import { PointingContext } from './steering/pointing.ts';
import { useDots } from './steering/use-dots.ts';
import { useFit } from './steering/use-fit.ts';
import { zoomLeast } from './steering/fit.ts';
import { useSteering, useStops } from './steering/use-steering.ts';
import { ChartTools } from './tools/chart-tools.tsx';
import { Water } from './water/water.tsx';
import styles from './fleet-chart.module.css';

const edgeTypes = { call: Call, store: Call, event: Event };

const noNodes: ChartFlowNode[] = [];
const noLines: ChartLine[] = [];
/** Nothing is dragged or connected, and keys belong to the chart and the app. */
const still = {
  minZoom: zoomLeast,
  maxZoom: 2.5,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
  zoomOnDoubleClick: false,
  proOptions: { hideAttribution: true },
} as const;

interface ChartSurfaceProps {
  readonly isStill: boolean;
}

/** The chart, to be moved, walked along and pointed at. */
export function ChartSurface(props: ChartSurfaceProps) {
  const still = useContext(PointingContext);
  const pointing = useMemo(() => ({ ...still, isInteractive: true }), [still]);
  return (
    <PointingContext value={pointing}>
      <ReactFlowProvider>
        <Surface {...props} />
      </ReactFlowProvider>
    </PointingContext>
  );
}

function Surface({ isStill }: ChartSurfaceProps) {
  const store = useChartStore();
  const whole = useRef<HTMLDivElement>(null);
  const graph = useChart((chart) => chart.graph);
  const layout = useChart((chart) => chart.layout);
  const stops = useStops();
  const steering = useSteering(whole);
  const fit = useFit(layout);
  const pointing = useDots(whole);
  const ghost = useRef<HTMLDivElement>(null);
  const { dragging, onPointerDown } = useDragging(ghost);
  const level = useStore(({ transform }) => levelAt(transform[2]));
  const { selected, tabStop } = stops;
  const nodes = useMemo(
    () => (layout ? flowNodes(graph, layout, { selected, tabStop }) : []),
    [graph, layout, selected, tabStop],
  );
  const lines = useMemo(
    () => (layout ? flowLines(graph, layout, { selected, tabStop }) : []),
    [graph, layout, selected, tabStop],
  );
  const hasMany = isMany(graph);
  const isSketch = isSketched(graph, level);
  // To make all of a thousand things and to throw them away at once takes a second.
  const isBare = isSketch || (hasMany && !fit.isFitted);
  const flow = useStoreApi();
  const viewNow = useCallback((): ViewTransform => flow.getState().transform, [flow]);
  const select = (stop: string, event: MouseEvent): void => {
    const topic = event.target instanceof Element ? event.target.closest<SVGElement>('[data-topic]') : null;
    steering.select(stop, topic?.dataset['topic']);
  };
  return (
    <div
      ref={whole}
      className={styles.whole}
      role="presentation"
      onKeyDown={steering.onKeyDown}
      onPointerDown={onPointerDown}
      {...pointing.handlers}
    >
      <LevelContext value={level}>
        <ReactFlow
          nodes={isBare ? noNodes : nodes}
          edges={isBare ? noLines : lines}
          nodeTypes={nodeKinds}
          edgeTypes={edgeTypes}
          {...still}
          onlyRenderVisibleElements={hasMany}
          onMoveStart={fit.onMoveStart}
          onNodeClick={(event, { id }) => select(id, event)}
          onEdgeClick={(event, { id }) => select(id, event)}
          onPaneClick={(event) => {
            const stop = isSketch ? nodeAt(store.getState(), pointing.placeOf(event)) : null;
            if (stop === null) pointing.letGo();
            else steering.select(stop);
          }}
        >
          {layout && !hasMany && (
            <ViewportPortal>
              <Water layout={layout} hasShore={graph.nodes[0]?.id === shoreId} />
            </ViewportPortal>
          )}
          <MotionLayer isStill={isStill} viewNow={viewNow} isSketch={isSketch} onMotion={pointing.setMotion} isNoted />
        </ReactFlow>
        <DragGhost ghost={ghost} dragging={dragging} />
        <ChartTools onFit={fit.fit} />
      </LevelContext>
    </div>
  );
}
