import { useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { FleetNameContext, useSession, useSessionState } from '../../session/use-session.ts';
import { isTemplate, templates } from '../../session/work/templates.ts';
import { Button } from '../../ui/controls/button.tsx';
import { late } from '../../ui/late.tsx';
import styles from './notices.module.css';

const Replayed = late(() => import('./replayed.tsx').then((part) => part.Replayed));

/** Stands where the fleet will be, until it is there. */
export function Progress() {
  const { actor, replay } = useSession();
  const replayed = useStore(replay.progress, ({ now }) => now);
  const problem = useSessionState(({ context }) => context.problem);
  const fleet = useSessionState(({ context }) => context.run.fleet);
  const name = useContext(FleetNameContext);
  if (problem === null && replayed !== null)
    return (
      <Replayed {...replayed} isAnother={name !== null && name !== replayed.title} onCancel={() => replay.cancel()} />
    );
  if (problem === null) {
    return (
      <div className={styles.progress}>
        <h2>Starting {isTemplate(fleet) ? templates[fleet].what : 'the fleet'}</h2>
        <p>
          {isTemplate(fleet) && `${templates[fleet].label}. `}Databases are filled, and every process gets a locked
          worker of its own. This takes a few seconds.
        </p>
        <Overdue key={fleet} />
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

const overdueMs = 5_000;

/** Nobody is to sit before something that may never come. */
function Overdue() {
  const { actor } = useSession();
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOverdue(true), overdueMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isOverdue) return null;
  return (
    <div role="alert">
      <p>
        It takes longer than usual. This machine may be busy; if nothing happens, try again. If it happens every time,
        close other heavy tabs, allow frames and workers for this page, or update the browser.
      </p>
      <Button onPress={() => actor.send({ type: 'start over' })}>Try again</Button>
    </div>
  );
}
