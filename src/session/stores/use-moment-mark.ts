import { useEffect } from 'react';
import type { RefObject } from 'react';
import { inOrder } from './moment-store.ts';
import type { Stretch } from './moment-store.ts';
import { useSession } from '../use-session.ts';

/**
 * Tells styles below an element where in a stretch of time somebody points, as shares of it: `--moment`, and of what is being
 * marked `--brush-from` and `--brush-until`. It moves with the pointer, so it moves without React.
 */
export function useMomentMark(element: RefObject<HTMLElement | null>, { fromUs, untilUs }: Stretch): void {
  const { moment } = useSession();
  useEffect(() => {
    const show = (): void => {
      const { current } = element;
      if (!current) return;
      const { atUs, brush } = moment.getState();
      const shareOf = (us: number): string => String((us - fromUs) / Math.max(1, untilUs - fromUs));
      const isInside = atUs !== null && atUs >= fromUs && atUs <= untilUs;
      current.setAttribute('data-pointed', String(isInside));
      if (isInside) current.style.setProperty('--moment', shareOf(atUs));
      current.setAttribute('data-brushed', String(brush !== null));
      if (!brush) return;
      const marked = inOrder(brush);
      current.style.setProperty('--brush-from', shareOf(Math.max(fromUs, marked.fromUs)));
      current.style.setProperty('--brush-until', shareOf(Math.min(untilUs, marked.untilUs)));
    };
    show();
    return moment.subscribe(show);
  }, [element, moment, fromUs, untilUs]);
}
