import { useSession, useSessionState } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

/** Something that happened by itself. */
export function Notice() {
  const { actor } = useSession();
  const notice = useSessionState(({ context }) => context.notice);
  if (notice === null) return null;
  return (
    <div className={styles.notice} role="alert">
      <p>{notice}</p>
      <Button onPress={() => actor.send({ type: 'dismiss notice' })}>Close</Button>
    </div>
  );
}
