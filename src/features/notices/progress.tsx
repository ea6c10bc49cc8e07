import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ReplayProgress } from '../../session/engine/replay.ts';
import { useSession, useSessionState } from '../../session/use-session.ts';
import { isTemplate, templates } from '../../session/work/templates.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

/** Stands where the fleet will be, until it is there. */
export function Progress() {
  const { actor, replay } = useSession();
  const replayed = useStore(replay.progress, ({ now }) => now);
  const problem = useSessionState(({ context }) => context.problem);
  const fleet = useSessionState(({ context }) => context.run.fleet);
  if (problem === null && replayed !== null) return <Replayed {...replayed} onCancel={() => replay.cancel()} />;
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

/** Time goes by as fast as it can; whoever does not want to wait takes the run from where it is. */
function Replayed({ nowUs, toUs, onCancel }: ReplayProgress & { readonly onCancel: () => void }) {
  const text = `${seconds(nowUs)} of ${seconds(toUs)}`;
  return (
    <div className={styles.progress}>
      <h2>Doing again what was done</h2>
      <p>The run is brought to the moment that was shared: {text}.</p>
      <progress className={styles.gauge} max={toUs} value={nowUs} aria-label="Virtual time" aria-valuetext={text} />
      <Button onPress={onCancel}>Stop here</Button>
    </div>
  );
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}
