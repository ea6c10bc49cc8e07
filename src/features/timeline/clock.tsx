import { useFrame, useSessionState } from '../../session/use-session.ts';
import { clockText } from '../../ui/number-text.ts';
import styles from './time-bar.module.css';

const slow = 0.1;

/** Microseconds show where somebody could read them. */
export function Clock() {
  const virtualUs = useFrame((frame) => frame.virtualUs) ?? 0;
  const isReadable = useSessionState(
    (snapshot) => !snapshot.matches({ active: 'running' }) || snapshot.context.speed <= slow,
  );
  return (
    <p className={styles.clock} role="timer" aria-label="Virtual time">
      {clockText(virtualUs / 1000)}
      {isReadable && <small>{String(virtualUs % 1000).padStart(3, '0')}</small>}
    </p>
  );
}
