import { useCallback } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { selectThing } from '../../../commands/fleet/select-thing.ts';
import { useSelection, useSession } from '../../../session/use-session.ts';
import { useChart, useChartStore } from '../chart/use-chart.ts';
import { trackAlong } from '../layout/rounded-path.ts';
import { selectedAt, stopOf } from './stops.ts';
import { walk } from './walk.ts';
import type { Direction } from './walk.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export interface Steering {
  readonly select: (stop: string, topic?: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Where somebody stands on the chart, and how he gets on from there. */
export function useSteering(whole: RefObject<HTMLElement | null>): Steering {
  const session = useSession();
  const store = useChartStore();
  const show = useShowStop(whole);
  const select = useCallback(
    (stop: string, topic?: string) => {
      const { map, graph } = store.getState();
      if (!map) return;
      session.selection.select(topic === undefined ? selectedAt(stop, map, graph) : { kind: 'topic', name: topic });
    },
    [session, store],
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const here = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stop]') : null;
      const stop = here?.dataset['stop'];
      const { map, graph, layout } = store.getState();
      if (stop === undefined || !map || !layout || event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = directions[event.key];
      const selected = selectedAt(stop, map, graph);
      if (direction) {
        const next = walk(stop, direction, graph, layout);
        if (next !== null) {
          select(next);
          show(next);
        }
      } else if (event.key === 'Enter' && selected) selectThing(selected).run(session);
      else if (event.key === ' ') select(stop);
      else if (event.key === 'Escape') session.selection.select(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    [session, store, select, show],
  );
  return { select, onKeyDown };
}

/** Brings a stop into sight and puts the focus on it. */
function useShowStop(whole: RefObject<HTMLElement | null>): (stop: string) => void {
  const { setCenter } = useReactFlow();
  const flow = useStoreApi();
  const store = useChartStore();
  return useCallback(
    (stop: string) => {
      const { layout } = store.getState();
      const rect = layout?.rects.get(stop);
      const route = layout?.routes.get(stop);
      const middle = rect
        ? { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
        : route && trackAlong(route).at(0.5);
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      if (middle) {
        const atX = middle.x * zoom + x;
        const atY = middle.y * zoom + y;
        const isInSight = atX > 20 && atY > 20 && atX < width - 20 && atY < height - 20;
        if (!isInSight) void setCenter(middle.x, middle.y, { zoom });
      }
      // What was out of sight is drawn only now.
      requestAnimationFrame(() => {
        whole.current?.querySelector<SVGElement | HTMLElement>(`[data-stop="${CSS.escape(stop)}"]`)?.focus();
      });
    },
    [flow, setCenter, store, whole],
  );
}

/** The stop that is selected, and the one where Tab comes in. */
export function useStops(): { readonly selected: string | null; readonly tabStop: string | null } {
  const thing = useSelection((selection) => selection.selected);
  const map = useChart((chart) => chart.map);
  const graph = useChart((chart) => chart.graph);
  const selected = map ? stopOf(thing, map, graph) : null;
  return { selected, tabStop: selected ?? graph.nodes[0]?.id ?? null };
}
