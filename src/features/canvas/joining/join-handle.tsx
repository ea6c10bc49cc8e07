import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { useStoreApi } from '@xyflow/react';
import { connect } from '../../../commands/fleet/change-structure.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { useChartStore } from '../chart/use-chart.ts';
import type { Point } from '../layout/geometry.ts';
import { nodeIdAt } from './node-at.ts';
import { joinedBy } from './joined-by.ts';
import styles from './join-handle.module.css';

interface JoinHandleProps {
  readonly process: string;
  readonly width: number;
  readonly height: number;
}

/** Dragged from the selected process onto another thing, it connects them. By keyboard the inspector does the same. */
export function JoinHandle({ process, width, height }: JoinHandleProps) {
  const session = useSession();
  const map = useMap();
  const chart = useChartStore();
  const flow = useStoreApi();
  const began = useRef<Point | null>(null);
  const [end, setEnd] = useState<Point | null>(null);
  const moved = (event: PointerEvent): Point => {
    const [, , zoom] = flow.getState().transform;
    const from = began.current ?? { x: event.clientX, y: event.clientY };
    return { x: (event.clientX - from.x) / zoom, y: (event.clientY - from.y) / zoom };
  };
  const drop = (event: PointerEvent): void => {
    began.current = null;
    setEnd(null);
    const id = nodeIdAt(event.clientX, event.clientY);
    const other = chart.getState().graph.nodes.find((node) => node.id === id)?.name;
    const ends = map && other !== undefined ? joinedBy(map, process, other) : null;
    if (ends) connect(ends.from, ends.to).run(session);
  };
  return (
    <svg
      className={`nopan nodrag ${styles.handle}`}
      style={{ left: width - 10, top: height / 2 - 10 }}
      width="20"
      height="20"
      viewBox="-10 -10 20 20"
      aria-hidden="true"
      data-own-drag=""
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        began.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={(event) => began.current && setEnd(moved(event))}
      onPointerUp={drop}
      onPointerCancel={() => {
        began.current = null;
        setEnd(null);
      }}
    >
      <title>Drag onto another thing to connect them</title>
      {end && <path className={styles.line} d={`M0,0L${end.x},${end.y}`} />}
      <circle className={styles.grip} r="7" />
      <path className={styles.sign} d="M-3,0H3M0,-3V3" />
    </svg>
  );
}
