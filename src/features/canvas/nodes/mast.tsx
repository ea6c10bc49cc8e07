import type { FaultFigures } from '../../../../simulator/index.ts';
import { FlagShape } from '../../../ui/signs/fault-flag.tsx';
import { clockText } from '../../../ui/number-text.ts';
import { useChart } from '../chart/use-chart.ts';
import styles from './nodes.module.css';

const flagsMost = 4;

/** The signal flags of what was broken, on a mast that stands on the deck. */
export function Mast({ flags, isNamed }: { readonly flags: readonly FaultFigures[]; readonly isNamed: boolean }) {
  const map = useChart((chart) => chart.map);
  const last = flags.at(-1);
  if (!last) return null;
  const shown = flags.slice(-flagsMost);
  const label = map?.faults.find(({ verb }) => verb === last.verb)?.label ?? last.verb;
  return (
    <g aria-hidden="true">
      <path className={styles.ink} d="M16,0V-25" />
      {shown.map(({ id, verb }, index) => (
        <g key={id} transform={`translate(${16 + index * 21},-25)`}>
          <FlagShape verb={verb} />
        </g>
      ))}
      {isNamed && (
        <text className={`${styles.text} ${styles.strong} ${styles.halo}`} x={20 + shown.length * 21} y="-13">
          {label}, {clockText(last.sinceUs / 1000).slice(0, -2)}
        </text>
      )}
    </g>
  );
}
