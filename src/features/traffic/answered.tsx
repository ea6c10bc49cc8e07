import { recentPace } from '../../session/recent-pace.ts';
import { useShown } from '../../session/use-session.ts';
import { shareText } from '../../ui/number-text.ts';
import styles from './answered.module.css';

const wellFrom = 0.99;

/** How the fleet does for its clients just now, in one figure. */
export function Answered() {
  const share = useShown(({ frame, past }) => frame && recentPace(past, frame).okShare);
  if (share === null) return <p className={styles.line}>No client has an answer yet.</p>;
  const isWell = share >= wellFrom;
  return (
    <p className={styles.line}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        className={isWell ? styles.well : styles.badly}
        aria-hidden="true"
      >
        {isWell ? (
          <circle cx="6" cy="6" r="4.6" fill="currentColor" />
        ) : (
          <path d="M2,2L10,10M10,2L2,10" stroke="currentColor" strokeWidth="2.4" />
        )}
      </svg>
      Requests that succeed, last 5 s<strong className={isWell ? undefined : styles.badly}>{shareText(share)}</strong>
    </p>
  );
}
