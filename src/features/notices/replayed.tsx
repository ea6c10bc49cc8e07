import type { ReplayProgress } from '../../session/engine/replay/replay.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

interface ReplayedProps extends ReplayProgress {
  /** Of two that are brought one after the other this is where the second will be. */
  readonly isAnother: boolean;
  readonly onCancel: () => void;
}

/** Time goes by as fast as it can; whoever does not want to wait takes the run from where it is. */
export function Replayed({ nowUs, toUs, title, isAnother, onCancel }: ReplayedProps) {
  if (title !== null && isAnother)
    return (
      <div className={styles.progress}>
        <p>It follows as soon as “{title}” stands.</p>
      </div>
    );
  const text = `${seconds(nowUs)} of ${seconds(toUs)}`;
  return (
    <div className={styles.progress}>
      <h2>Doing again what was done</h2>
      <p>
        {title === null ? 'The run' : `“${title}”`} is brought to the moment that was left: {text}.
      </p>
      <progress className={styles.gauge} max={toUs} value={nowUs} aria-label="Virtual time" aria-valuetext={text} />
      <Button onPress={onCancel}>Stop here</Button>
    </div>
  );
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}
