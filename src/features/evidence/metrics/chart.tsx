import { memo, useMemo } from 'react';
import type { Happening, SeriesAnswer } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { useMoment } from '../../../session/use-session.ts';
import { clockText } from '../../../ui/number-text.ts';
import { chartKinds } from './chart-kinds.ts';
import type { ChartKind, ChartName } from './chart-kinds.ts';
import { Marks } from './marks.tsx';
import { binAt, plotOf, plotSize, valueIn } from './plot.ts';
import { usePlotSteering } from './use-plot-steering.ts';
import styles from './metrics.module.css';

export interface ChartProps {
  readonly name: ChartName;
  /** Whose it is. */
  readonly of: string;
  readonly answer: SeriesAnswer;
  readonly stretch: Stretch;
  readonly nowUs: number;
  readonly happenings: readonly Happening[];
  readonly isTabStop: boolean;
}

/** One chart over time. Its numbers are those of the moment that is pointed at, or else the latest. */
export const Chart = memo(function Chart({ name, of, answer, stretch, nowUs, happenings, isTabStop }: ChartProps) {
  const kind = chartKinds[name];
  const plot = useMemo(() => plotOf(kind, answer, stretch, nowUs), [kind, answer, stretch, nowUs]);
  const handlers = usePlotSteering(stretch, answer.binUs);
  const told = useTold(kind, answer, nowUs);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <span>{kind.title}</span>
        {told.values.map(({ line, text }) => (
          <span key={line.name} className={styles.legend}>
            <svg width="16" height="8" viewBox="0 0 16 8" aria-hidden="true">
              <path className={styles[line.look]} d="M0,4H16" />
            </svg>
            {kind.lines.length > 1 && line.name} <b>{text}</b>
          </span>
        ))}
      </figcaption>
      <div
        className={styles.plot}
        data-plot={name}
        // Its thumb is a cursor that goes through all charts.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${kind.title} of ${of} over time`}
        aria-valuemin={Math.round(stretch.fromUs / 1000)}
        aria-valuemax={Math.round(stretch.untilUs / 1000)}
        aria-valuenow={Math.round(told.atUs / 1000)}
        aria-valuetext={`${clockText(told.atUs / 1000)}: ${told.values.map(({ line, text }) => `${line.name} ${text}`).join(', ')}`}
        {...handlers}
      >
        <svg viewBox={`0 0 ${plotSize.width} ${plotSize.height}`} preserveAspectRatio="none" aria-hidden="true">
          <Marks happenings={happenings} stretch={stretch} nowUs={nowUs} />
          <path className={styles.ground} d={`M0,${plotSize.height - 1}H${plotSize.width}`} />
          <path className={styles.top} d={`M0,${plotSize.topY}H${plotSize.width}`} />
          {plot.lines.map(({ line, path }) => (
            <path key={line.name} className={styles[line.look]} d={path} />
          ))}
        </svg>
        {plot.most === null ? (
          <span className={styles.nothing}>nothing measured yet</span>
        ) : (
          <span className={styles.most}>{kind.text(plot.most)}</span>
        )}
      </div>
    </figure>
  );
});

function useTold(kind: ChartKind, answer: SeriesAnswer, nowUs: number) {
  const pointedAt = useMoment(({ atUs }) => (atUs === null ? null : Math.floor(atUs / answer.binUs)));
  const bin = binAt(answer, pointedAt === null ? null : pointedAt * answer.binUs, nowUs);
  const values = kind.lines.map((line) => {
    const value = bin && valueIn(line, bin, answer.binUs, nowUs);
    return { line, text: value === null ? '–' : kind.text(value) };
  });
  return { atUs: bin?.atUs ?? 0, values };
}
