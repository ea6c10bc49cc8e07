import { useEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { useSession } from '../../../session/use-session.ts';

/** A stroke narrower than this was a press. */
const leastBrush = 0.01;
const leaps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

/**
 * Pointing at a time, marking a stretch of it and looking at that alone, by pointer and by keys: arrows move, with Shift they
 * mark, Enter shows what is marked, Escape all of it again.
 */
export function usePlotSteering({ fromUs, untilUs }: Stretch, stepUs: number) {
  const { moment } = useSession();
  const began = useRef<number | null>(null);
  // What is taken away under the pointer or the focus says nothing of it.
  useEffect(() => () => moment.setState({ atUs: null, brush: null }), [moment]);
  const leastUs = (untilUs - fromUs) * leastBrush;
  const within = (us: number): number => Math.max(fromUs, Math.min(untilUs, us));
  const timeAt = ({ clientX, currentTarget }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return within(fromUs + ((clientX - left) / Math.max(1, width)) * (untilUs - fromUs));
  };
  const move = (toUs: number, isMarking: boolean): void => {
    const { atUs, brush } = moment.getState();
    if (isMarking) moment.brush(brush?.fromUs ?? atUs ?? untilUs, toUs);
    else moment.setState({ atUs: toUs, brush: null });
  };
  const handlers = {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return;
      began.current = timeAt(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent): void => {
      const atUs = timeAt(event);
      if (began.current === null) moment.point(atUs);
      else moment.brush(began.current, atUs);
    },
    onPointerUp: (): void => {
      began.current = null;
      moment.zoomIn(leastUs);
    },
    onPointerCancel: (): void => {
      began.current = null;
      moment.setState({ brush: null });
    },
    onPointerLeave: () => began.current === null && moment.point(null),
    onDoubleClick: () => moment.zoomOut(),
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { atUs, brush, range } = moment.getState();
      const leap = leaps[event.key];
      if (leap !== undefined) move(within((atUs ?? untilUs) + leap * stepUs), event.shiftKey);
      else if (event.key === 'Home') move(fromUs, event.shiftKey);
      else if (event.key === 'End') move(untilUs, event.shiftKey);
      else if (event.key === 'Enter' && brush) moment.zoomIn(leastUs);
      else if (event.key === 'Escape' && brush) moment.setState({ brush: null });
      else if (event.key === 'Escape' && range) moment.zoomOut();
      else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') neighbour(event);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onFocus: () => moment.getState().atUs === null && moment.point(untilUs),
    onBlur: () => moment.setState({ atUs: null, brush: null }),
  };
  return handlers;
}

/** From one chart to the next: they are many, and one stop for Tab. */
function neighbour({ key, currentTarget }: KeyboardEvent): void {
  const all = [...(currentTarget.closest('[data-charts]')?.querySelectorAll<HTMLElement>('[data-plot]') ?? [])];
  const here = all.findIndex((each) => each === currentTarget);
  all[here + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}
