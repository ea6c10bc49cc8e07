import { countText } from '../../../ui/number-text.ts';
import { FlagShape } from '../../../ui/signs/fault-flag.tsx';
import { useLevel } from '../chart/level.ts';
import type { LaneFacts } from '../chart/quay-facts.ts';
import { useChart } from '../chart/use-chart.ts';
import { useChartPointing } from '../steering/pointing.ts';
import { fitText } from './fit-text.ts';
import { recordsIn, slotWidth } from './records.ts';
import styles from './nodes.module.css';

interface LaneProps {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

const infoWidth = 108;

/** A topic: its newest records at the left wall, older ones to the right, and a pointer to where each group reads. */
export function Lane({ name, width, height }: LaneProps) {
  const facts = useChart((chart) => chart.lanes[name]);
  const level = useLevel();
  const { isLit } = useChartPointing(name);
  const isTall = height >= 56;
  const lag = Math.max(0, ...(facts?.groups ?? []).map((group) => group.lag));
  return (
    <g data-topic={name}>
      <rect
        className={[styles.lane, isLit && styles.laneLit].filter(Boolean).join(' ')}
        x="1.5"
        y="1"
        width={width - 3}
        height={height - 2}
      />
      <text
        className={`${styles.minor} ${styles.strong} ${styles.flows}`}
        style={{ fontSize: level === 'near' ? 11 : level === 'middle' ? 13 : 15 }}
        x="9"
        y="14"
      >
        {fitText(name, infoWidth - 12, level === 'near' ? 11 : level === 'middle' ? 13 : 15)}
      </text>
      {level !== 'far' && (
        <text className={[styles.minor, lag > 0 && styles.strong].filter(Boolean).join(' ')} x="9" y="27">
          {lag > 0 ? `${countText(lag)} waiting` : `${countText(facts?.perSecond ?? 0)}/s`}
        </text>
      )}
      {facts && level !== 'far' && <Records facts={facts} width={width} height={height} isTall={isTall} />}
      {facts?.flags.map(({ id, verb }, index) => (
        <g key={id} transform={`translate(${infoWidth - 24 - index * 21},${height - 16})`}>
          <FlagShape verb={verb} />
        </g>
      ))}
    </g>
  );
}

interface RecordsProps {
  readonly facts: LaneFacts;
  readonly width: number;
  readonly height: number;
  readonly isTall: boolean;
}

function Records({ facts, width, height, isTall }: RecordsProps) {
  const left = infoWidth;
  const slots = Math.floor((width - left - 14) / slotWidth);
  const rowHeight = Math.min(12, (height - (isTall ? 20 : 6)) / Math.max(1, facts.partitions.length));
  const { waiting, read, perMark, pointers } = recordsIn(facts, { left: left + 6, slots, rowHeight });
  const bottom = 3 + facts.partitions.length * rowHeight;
  return (
    <>
      <path className={styles.part} d={rules(facts.partitions.length, left + 4, width - 8, rowHeight)} />
      <path className={styles.read} d={read} />
      <path className={styles.record} d={waiting} />
      <path d={`M${left},3V${bottom}`} stroke="var(--ink)" strokeWidth="2.5" />
      {pointers.map(({ group, x, lag }) => (
        <g key={group}>
          <path className={styles.ink} d={`M${x},3V${bottom}`} />
          <path d={`M${x},${bottom - 1}l-4.5,6h9z`} fill="var(--ink)" />
          {isTall && (
            <text
              className={[styles.minor, lag > 0 && styles.strong].filter(Boolean).join(' ')}
              x={x + 8}
              y={bottom + 8}
            >
              {group} lags {countText(lag)}
            </text>
          )}
        </g>
      ))}
      {perMark > 1 && (
        <text
          className={styles.minor}
          x={isTall ? 9 : width - 8}
          y={isTall ? 41 : height - 4}
          textAnchor={isTall ? 'start' : 'end'}
        >
          {isTall ? `each mark is ${perMark}` : `◆ ${perMark}`}
        </text>
      )}
    </>
  );
}

function rules(count: number, left: number, right: number, rowHeight: number): string {
  return Array.from({ length: count }, (_, row) => `M${left},${3 + (row + 0.5) * rowHeight}H${right}`).join('');
}
