import { seed } from '../../session/session.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import styles from './start-over.module.css';

/** The same seed gives the same run, until somebody breaks something. */
export function StartOver() {
  const { actor } = useSession();
  return (
    <div className={styles.run}>
      <span>seed {seed}</span>
      <Button onPress={() => actor.send({ type: 'start over' })}>Start over</Button>
    </div>
  );
}
