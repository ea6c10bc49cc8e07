import { useContext } from 'react';
import { countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';
import type { LineFacts } from '../chart/line-facts.ts';
import { useLevel } from '../chart/level.ts';
import { useChart } from '../chart/use-chart.ts';
import { MotionContext } from '../motion/motion-context.ts';
import type { LineData } from './line-data.ts';
import styles from './lines.module.css';

interface LineLabelProps {
  readonly data: LineData;
  readonly facts: LineFacts;
}

/** From the middle of a label to its end at the door. */
const besideDoor = 36;

/** Rate above the line, how long and how well below it; who does not want motion gets a counter instead. */
export function LineLabel({ data: { spot, queueOf }, facts }: LineLabelProps) {
  const level = useLevel();
  const isStill = useContext(MotionContext) === 'still';
  const queued = useChart(({ hulls }) => (queueOf === null ? 0 : (hulls[queueOf]?.queued ?? 0)));
  if (!spot) return null;
  const { x, y, anchor, holds, isAcross } = spot;
  const rate = isStill ? `${rateText(facts.perSecond)} · ${countText(facts.count)}` : ratesOf(facts);
  const rest = holds === 'all' && level !== 'small' ? <Rest facts={facts} queued={queued} /> : null;
  const className = [styles.label, styles[level]].filter(Boolean).join(' ');
  // A switch that is open swings up to where the rate stands otherwise.
  const isLow = facts.breaker !== null && isAcross;
  const rateY = isAcross ? (isLow ? y + 18 : y - 9) : rest ? y - 3 : y + 4;
  const atX = isLow ? x + besideDoor : x;
  return (
    <text className={className} textAnchor={isLow ? 'end' : anchor} aria-hidden="true">
      <tspan className={styles.rate} x={atX} y={rateY}>
        {rate}
      </tspan>
      {rest && (
        <tspan className={styles.rest} x={atX} y={isAcross ? y + (isLow ? 33 : level === 'middle' ? 20 : 18) : y + 12}>
          {rest}
        </tspan>
      )}
    </text>
  );
}

function ratesOf({ perSecond, backPerSecond }: LineFacts): string {
  return backPerSecond === null ? rateText(perSecond) : `${rateText(perSecond)} ⇄ ${rateText(backPerSecond)}`;
}

function Rest({ facts, queued }: { readonly facts: LineFacts; readonly queued: number }) {
  const { breaker, p95, failedShare } = facts;
  if (breaker && breaker.position !== 'closed') {
    const left = breaker.leftSeconds === null ? '' : `, ${breaker.leftSeconds} s`;
    const part = breaker.of > 1 ? `${breaker.inPosition}/${breaker.of} ` : '';
    return <tspan className={styles.rate}>{`${part}${breaker.position}${left}`}</tspan>;
  }
  if (queued > 0) return <tspan className={styles.warn}>{countText(queued)} queued</tspan>;
  if (p95 === null && failedShare === null) return null;
  return (
    <>
      {p95 !== null && durationText(p95)}
      {p95 !== null && failedShare !== null && ', '}
      {failedShare !== null && (
        <tspan className={failedShare > 0 ? styles.bad : undefined}>{shareText(failedShare)}</tspan>
      )}
    </>
  );
}
