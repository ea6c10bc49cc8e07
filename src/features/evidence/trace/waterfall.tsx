import { useMemo, useRef } from 'react';
import type { PointerEvent } from 'react';
import type { SpanFact } from '../../../../simulator/index.ts';
import { useMomentMark } from '../../../session/stores/use-moment-mark.ts';
import { useSession } from '../../../session/use-session.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { rulerOf } from './ruler.ts';
import { SpanRow } from './span-row.tsx';
import { rowsOf } from './trace-rows.ts';
import styles from './waterfall.module.css';

/** Who did what when, callers above those they called. */
export function Waterfall({ spans }: { readonly spans: readonly SpanFact[] }) {
  const { rows, ruler } = useMemo(() => ({ rows: rowsOf(spans), ruler: rulerOf(spans) }), [spans]);
  const { moment } = useSession();
  const table = useRef<HTMLTableElement>(null);
  useMomentMark(table, { fromUs: ruler.startUs, untilUs: ruler.startUs + ruler.lengthUs });
  const point = (event: PointerEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest('[data-time]') : null;
    if (!cell) return moment.point(null);
    const { left, width } = cell.getBoundingClientRect();
    moment.point(ruler.startUs + Math.max(0, Math.min(1, (event.clientX - left) / width)) * ruler.lengthUs);
  };
  return (
    <ScrollArea label="Waterfall of the trace">
      <table ref={table} className={styles.waterfall} onPointerMove={point} onPointerLeave={() => moment.point(null)}>
        <caption className="visually-hidden">Steps of the request, each below the one that caused it</caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col" className={styles.line}>
              called at
            </th>
            <th scope="col" className={styles.time}>
              <span className="visually-hidden">when</span>
              {ruler.ticks.map(({ share, text }) => (
                <span key={share} className={styles.mark} style={{ left: `${share * 100}%` }} aria-hidden="true">
                  {text}
                </span>
              ))}
            </th>
            <th scope="col" className={styles.took}>
              took
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SpanRow key={row.key} row={row} ruler={ruler} traceId={spans[0]!.traceId} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
