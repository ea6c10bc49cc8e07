import { thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useSelection, useSession } from '../../../session/use-session.ts';
import { durationText } from '../../../ui/number-text.ts';
import { CodeButton } from '../parts/code-button.tsx';
import { barOf, wordsSpot } from './ruler.ts';
import type { Ruler } from './ruler.ts';
import { KindSign } from './kind-sign.tsx';
import type { TraceRow } from './trace-rows.ts';
import styles from './waterfall.module.css';

interface SpanRowProps {
  readonly row: TraceRow;
  readonly ruler: Ruler;
  readonly traceId: string;
}

/** Pointing at it lights up where it happened; pressing it selects that on the chart. */
export function SpanRow({ row, ruler, traceId }: SpanRowProps) {
  const { place, name, depth, kind, attempt, isOrphan, line, link, startUs, endUs } = row;
  const session = useSession();
  const { selection, frames } = session;
  const isLit = useSelection(({ highlight }) =>
    highlight.line === undefined ? highlight.node === place : highlight.line === line,
  );
  const light = (): void => selection.light({ node: place, traceId, ...(link !== null && { link }) });
  const select = (): void => {
    const thing = thingNamed(frames.getState().map, place);
    if (thing) selection.select(thing);
    light();
  };
  return (
    <tr data-lit={isLit} onPointerEnter={light} onPointerLeave={() => selection.light({})}>
      <th scope="row">
        <button
          type="button"
          className={styles.step}
          style={{ paddingLeft: 14 * depth }}
          onClick={select}
          onFocus={light}
          onBlur={() => selection.light({})}
        >
          {depth > 0 && <span className={styles.elbow} aria-hidden="true" />}
          <b>{place}</b>
          <KindSign kind={kind} />
          <span className={kind === 'record' ? styles.flows : undefined}>{name}</span>
          {attempt !== null && <span className={styles.attempt}>try {attempt}</span>}
          {isOrphan && <span className={styles.attempt}>who caused it is not known</span>}
        </button>
      </th>
      <td className={styles.line}>{line !== null && <CodeButton place={line} />}</td>
      <td className={styles.time} data-time>
        {ruler.ticks.map(({ share }) => (
          <span key={share} className={styles.grid} style={{ left: `${share * 100}%` }} />
        ))}
        <Bar row={row} ruler={ruler} />
      </td>
      <td className={styles.took}>{durationText((endUs - startUs) / 1000)}</td>
    </tr>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function Bar({ row, ruler }: Pick<SpanRowProps, 'row' | 'ruler'>) {
  const { kind, ok, error, served } = row;
  const bar = barOf(ruler, row);
  const inside = served && barOf(ruler, served);
  const spot = wordsSpot(bar);
  const place = spot === 'before' ? { right: percent(1 - bar.from) } : { left: percent(bar.from + bar.width) };
  return (
    <>
      <span
        className={styles.bar}
        data-kind={kind}
        data-failed={!ok}
        data-answered={served !== null}
        style={{ left: percent(bar.from), width: percent(bar.width) }}
      />
      {inside && ok && (
        <span className={styles.served} style={{ left: percent(inside.from), width: percent(inside.width) }} />
      )}
      {!ok && (
        <span
          className={styles.words}
          style={spot === 'in' ? { left: percent(bar.from), width: percent(bar.width), textAlign: 'center' } : place}
        >
          <span>✕ {error ?? 'failed'}</span>
        </span>
      )}
    </>
  );
}
