import { useShown } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import { microsecondsOf } from './scale.ts';
import styles from './time-bar.module.css';

export function Clock() {
  const virtualUs = useShown(({ frame }) => frame?.virtualUs ?? 0);
  const microseconds = useShown(microsecondsOf);
  return (
    <p className={styles.clock} role="timer" aria-label="Virtual time">
      {clockText(virtualUs / 1000)}
      {microseconds !== null && <small>{microseconds}</small>}
    </p>
  );
}
