import { useCallback, useRef } from 'react';
import type { MouseEvent, PointerEvent, RefObject } from 'react';
import { useStoreApi } from '@xyflow/react';
import { showRequest } from '../../../commands/fleet/show-request.ts';
import { useSession } from '../../../session/use-session.ts';
import type { Point } from '../layout/geometry.ts';
import type { Motion } from '../motion/motion.ts';
import styles from '../fleet-chart.module.css';

const dotReach = 11;

/** Dots can be pointed at, though they are only paint. */
export function useDots(whole: RefObject<HTMLDivElement | null>) {
  const session = useSession();
  const { selection } = session;
  const flow = useStoreApi();
  const motion = useRef<Motion | null>(null);
  const pinned = useRef<string | null>(null);
  const setMotion = useCallback((now: Motion | null) => {
    motion.current = now;
  }, []);
  const placeOf = (event: MouseEvent): Point => {
    const box = whole.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const [x, y, zoom] = flow.getState().transform;
    return { x: (event.clientX - box.left - x) / zoom, y: (event.clientY - box.top - y) / zoom };
  };
  const traceAt = (event: MouseEvent): string | null => {
    const at = placeOf(event);
    const [, , zoom] = flow.getState().transform;
    return motion.current?.dotNear(at.x, at.y, dotReach / zoom)?.message.traceId ?? null;
  };
  const light = (traceId: string | null): void => {
    const { highlight } = selection.getState();
    if ((highlight.traceId ?? null) !== traceId) selection.light(traceId === null ? {} : { traceId });
  };
  return {
    setMotion,
    /** Of the pointer, on the chart. */
    placeOf,
    letGo: () => {
      pinned.current = null;
      light(null);
      selection.select(null);
    },
    handlers: {
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
        const traceId = traceAt(event);
        whole.current?.classList.toggle(styles.onDot!, traceId !== null);
        if (traceId !== null || pinned.current === null) light(traceId ?? pinned.current);
      },
      onClickCapture: (event: MouseEvent) => {
        const traceId = traceAt(event);
        if (traceId === null) return;
        event.stopPropagation();
        pinned.current = traceId;
        showRequest(traceId).run(session);
      },
    },
  };
}
