import type { SeriesKind } from '../../../simulator/index.ts';
import { useAnswer } from '../../session/use-answer.ts';
import { rateText } from '../../ui/number-text.ts';
import { sparkPath } from './spark-path.ts';
import styles from './inspector.module.css';

interface SparklineProps {
  readonly kind: SeriesKind;
  readonly of: string;
  readonly what: string;
}

const size = { width: 260, height: 40 };

/** How the rate has been over the run so far. */
export function Sparkline({ kind, of, what }: SparklineProps) {
  const answer = useAnswer({ about: 'series', kind, of }, ({ virtualUs }) => Math.floor(virtualUs / 500_000));
  if (!answer || answer.bins.length < 3) return null;
  const perSecond = (count: number): number => (count / answer.binUs) * 1_000_000;
  // The last bin is not over yet: it would always seem to fall.
  const rates = answer.bins.slice(0, -1).map(({ count }) => perSecond(count));
  const most = Math.max(...rates);
  const last = rates.at(-1) ?? 0;
  if (most === 0) return null;
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`${what}: ${rateText(last)} now, ${rateText(most)} at most`}
    >
      <path d={`M0,${size.height - 0.5}H${size.width}`} stroke="var(--line)" />
      <path d={sparkPath(rates, size, 14)} fill="none" stroke="var(--ink)" strokeWidth="1.6" strokeLinejoin="round" />
      <text x="0" y="9">
        {what}, at most {rateText(most)}
      </text>
      <text x={size.width} y="9" textAnchor="end" fontWeight="700">
        {rateText(last)}
      </text>
    </svg>
  );
}
