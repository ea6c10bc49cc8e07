import { memo } from 'react';
import type { ChartLayout } from '../layout/layout.ts';
import { beyond, smooth, waveAcross, waveDown } from './contours.ts';
import styles from './water.module.css';

interface WaterProps {
  readonly layout: ChartLayout;
  readonly hasShore: boolean;
}

const above = -46;
const land = 32;
/** A contour of each hop, as far as there are colours for it. */
const depthsMost = 4;

/** The ground of the chart: land where the clients are, and water that is deeper the more hops away it is. */
export const Water = memo(function Water({ layout, hasShore }: WaterProps) {
  const { depths, answeredY, height } = layout;
  const bottom = answeredY ?? height + beyond;
  const contours = depths.filter(({ depth }) => depth > 1).slice(0, depthsMost);
  return (
    <svg className={styles.water} width="1" height="1" aria-hidden="true">
      {hasShore && <rect className={styles.depth1} x={land} y={-beyond} width={beyond * 5} height={beyond * 9} />}
      {contours.map(({ x, depth }) => {
        const line = waveDown(x, -beyond, bottom, depth);
        return (
          <g key={depth}>
            <path
              className={styles[`depth${Math.min(3, depth)}`]}
              d={`${smooth(line)}H${x + beyond * 4}V${-beyond}Z`}
            />
            <path className={styles.contour} d={smooth(line)} />
          </g>
        );
      })}
      {answeredY !== null && <Answered y={answeredY} />}
      {hasShore && <Land />}
      {depths.map(({ x, depth }) => (
        <text key={depth} className={styles.hops} x={(depth === 1 ? land : x) + 16} y={above + 20}>
          {depth} {depth === 1 ? 'hop' : 'hops'}
        </text>
      ))}
    </svg>
  );
});

function Land() {
  const coast = waveDown(land, -beyond, beyond * 2, 4);
  return (
    <>
      <path className={styles.land} d={`M${-beyond},${-beyond}${smooth(coast, 'L')}H${-beyond}Z`} />
    </>
  );
}

/** What is below happens after the clients have their answer. */
function Answered({ y }: { readonly y: number }) {
  const line = waveAcross(y, -40, beyond * 2, 1);
  return (
    <>
      <path className={styles.depth4} d={`${smooth(line)}V${y + beyond * 2}H${-40}Z`} />
      <path className={styles.answered} d={smooth(line)} />
      <text className={`${styles.hops} ${styles.after}`} x={land + 16} y={y + 22}>
        after the answer
      </text>
    </>
  );
}
