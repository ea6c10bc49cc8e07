import { useSession, useSessionState } from '../../session/use-session.ts';
import { isTemplate, templates } from '../../session/work/templates.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

/** Stands where the fleet will be, until it is there. */
export function Progress() {
  const { actor } = useSession();
  const problem = useSessionState(({ context }) => context.problem);
  const fleet = useSessionState(({ context }) => context.run.fleet);
  if (problem === null) {
    return (
      <div className={styles.progress}>
        <h2>Starting {isTemplate(fleet) ? templates[fleet].what : 'the fleet'}</h2>
        <p>
          {isTemplate(fleet) && `${templates[fleet].label}: `}databases are filled, and every process gets a locked
          worker of its own. This takes a few seconds.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.progress} role="alert">
      <h2>{problem.message}</h2>
      {problem.details.length > 0 && (
        <ul className={styles.details}>
          {problem.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      <p>{problem.cure}</p>
      <Button look="solid" onPress={() => actor.send({ type: 'start over' })}>
        Try again
      </Button>
    </div>
  );
}
