import { textWidth } from './fit-text.ts';
import styles from './nodes.module.css';

interface DangerProps {
  readonly width: number;
  readonly height: number;
  /** Whose request failed because of it. */
  readonly route: string;
  /** So many of them stand where the words would. */
  readonly flags: number;
}

/** A chart puts a dotted line round what is dangerous: here round whoever is to blame for the latest failure. */
export function Danger({ width, height, route, flags }: DangerProps) {
  const words = `why ${route} failed`;
  const fits = textWidth(words, 11, 700) < width - (flags === 0 ? 0 : 22 + flags * 21);
  return (
    <>
      <rect className={styles.danger} x="-8" y="-8" width={width + 16} height={height + 16} rx="10" />
      <text
        className={`${styles.minor} ${styles.strong} ${styles.bad} ${styles.halo}`}
        x={width}
        y="-14"
        textAnchor="end"
      >
        {fits ? words : 'to blame'}
      </text>
    </>
  );
}
