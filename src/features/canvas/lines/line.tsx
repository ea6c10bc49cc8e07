import { memo, useContext } from 'react';
import { FlagShape } from '../../../ui/signs/fault-flag.tsx';
import { useSelection } from '../../../session/use-session.ts';
import type { LineFacts } from '../chart/line-facts.ts';
import { useLevel } from '../chart/level.ts';
import { useChart } from '../chart/use-chart.ts';
import type { Point } from '../layout/geometry.ts';
import { roundedPath, roundedPieces, trackAlong } from '../layout/rounded-path.ts';
import { PointingContext, useBlame } from '../steering/pointing.ts';
import { BreakerSwitch } from './breaker-switch.tsx';
import { LineLabel } from './line-label.tsx';
import type { Drawn, LineData } from './line-data.ts';
import styles from './lines.module.css';

export function Call(props: Drawn) {
  return <Line {...props} isEvent={false} />;
}

export function Event(props: Drawn) {
  return <Line {...props} isEvent />;
}

function widthFor(perSecond: number): number {
  return Math.min(9, 1.6 + 0.62 * Math.sqrt(perSecond));
}

function Line({ id, data, isEvent }: Drawn & { readonly isEvent: boolean }) {
  const facts = useChart((chart) => chart.lines[id]);
  const links = useChart(({ graph }) => graph.edges.find((edge) => edge.id === id)?.links ?? none);
  const isLit = useSelection(({ highlight }) => highlight.link !== undefined && links.includes(highlight.link));
  const blame = useBlame(links);
  const { isInteractive } = useContext(PointingContext);
  if (!data) return null;
  const { isSelected, isTabStop, label } = data;
  const className = [styles.line, isLit && styles.lit, isSelected && styles.selected].filter(Boolean).join(' ');
  const drawing = (
    <>
      {blame && <path className={styles.blamed} d={roundedPath(beside(data.points))} />}
      <Drawing data={data} facts={facts} isEvent={isEvent} />
    </>
  );
  if (!isInteractive) return <g className={className}>{drawing}</g>;
  return (
    <g
      className={className}
      // There is no button inside of a drawing.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={facts ? `${label}, ${saying(facts)}` : label}
      aria-pressed={isSelected}
      data-stop={id}
    >
      {drawing}
      <path className={styles.hit} d={roundedPath(data.points)} />
    </g>
  );
}

const none: readonly string[] = [];

function saying({ perSecond, breaker }: LineFacts): string {
  const rate = `${perSecond} a second`;
  return breaker ? `${rate}, switch ${breaker.position}` : rate;
}

interface DrawingProps {
  readonly data: LineData;
  readonly facts: LineFacts | undefined;
  readonly isEvent: boolean;
}

const Drawing = memo(function Drawing({ data, facts, isEvent }: DrawingProps) {
  const level = useLevel();
  const { points, isTwoWay } = data;
  const perSecond = Math.max(facts?.perSecond ?? 0, facts?.backPerSecond ?? 0);
  const isIdle = facts !== undefined && perSecond === 0;
  const width = widthFor(perSecond);
  const path = roundedPath(points);
  const look = isEvent ? styles.event : isIdle ? styles.idle : undefined;
  return (
    <>
      <path className={styles.casing} d={path} strokeWidth={width + 4} />
      {look ? (
        roundedPieces(points).map((piece) => (
          <path key={piece} className={`${styles.stroke} ${look}`} d={piece} strokeWidth={width} />
        ))
      ) : (
        <path className={styles.stroke} d={path} strokeWidth={width} />
      )}
      <Arrow points={points} />
      {isTwoWay && <Arrow points={points.toReversed()} />}
      {facts?.breaker && <BreakerSwitch facts={facts.breaker} points={points} />}
      {facts && level !== 'far' && <LineLabel data={data} facts={facts} />}
      {facts && facts.flags.length > 0 && <LineFlags points={points} verbs={facts.flags.map(({ verb }) => verb)} />}
    </>
  );
});

function Arrow({ points }: { readonly points: readonly Point[] }) {
  const to = points.at(-1)!;
  const from = points.at(-2) ?? to;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return <path className={styles.arrow} d="M0,0L-9,-5V5Z" transform={`translate(${to.x},${to.y}) rotate(${angle})`} />;
}

/** Set in the middle of the line, since there is no deck for a mast. */
function LineFlags({ points, verbs }: { readonly points: readonly Point[]; readonly verbs: readonly string[] }) {
  const { x, y } = trackAlong(points).at(0.4);
  return verbs.map((verb, index) => (
    <g key={verb} transform={`translate(${x + index * 21},${y - 24})`}>
      <path d="M0,0V24" stroke="var(--ink)" strokeWidth="1.6" />
      <FlagShape verb={verb} />
    </g>
  ));
}

/** A little off the line, so that both are seen. */
function beside(points: readonly Point[]): Point[] {
  return points.map(({ x, y }) => ({ x: x + 7, y: y + 7 }));
}
