import type { Happening } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { plotSize } from './plot.ts';
import styles from './metrics.module.css';

interface MarksProps {
  readonly happenings: readonly Happening[];
  readonly stretch: Stretch;
  readonly nowUs: number;
}

const lanes: ReadonlySet<Happening['lane']> = new Set(['fault', 'deploy', 'breaker']);

/** What was done to the fleet, behind the lines: faults for as long as they last, deploys and breakers where they happened. */
export function Marks({ happenings, stretch: { fromUs, untilUs }, nowUs }: MarksProps) {
  const xOf = (us: number): number =>
    ((Math.max(fromUs, Math.min(untilUs, us)) - fromUs) / Math.max(1, untilUs - fromUs)) * plotSize.width;
  return happenings
    .filter(({ lane, atUs, untilUs: endUs }) => {
      const lastUs = endUs === null ? nowUs : (endUs ?? atUs);
      return lanes.has(lane) && atUs <= untilUs && lastUs >= fromUs;
    })
    .map(({ lane, atUs, untilUs: endUs, target, text }) => {
      const x = xOf(atUs);
      const width = endUs === undefined ? 0 : xOf(endUs ?? nowUs) - x;
      return (
        <g key={`${lane} ${atUs} ${target} ${text}`} className={styles[lane]}>
          {lane === 'fault' && <rect x={x} y={0} width={width} height={plotSize.height} />}
          {atUs >= fromUs && <path d={`M${x},0V${plotSize.height}`} />}
        </g>
      );
    });
}
