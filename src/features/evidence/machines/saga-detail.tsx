import { useMemo } from 'react';
import { useFrame } from '../../../session/use-session.ts';
import { RequestButton } from '../parts/request-button.tsx';
import { StateDiagram } from './diagram/state-diagram.tsx';
import { History } from './history.tsx';
import { eventText, sagaDiagram } from './saga-diagram.ts';
import type { Definition, SagaRun } from './saga-diagram.ts';
import styles from './machines.module.css';

interface SagaDetailProps {
  readonly run: SagaRun;
  /** null where the engine never told what the machine is made of. */
  readonly definition: Definition | null;
}

/** One run of a state machine in a service. */
export function SagaDetail({ run, definition }: SagaDetailProps) {
  const { machine, replica, traceId, isOver, transitions } = run;
  const diagram = useMemo(() => definition && sagaDiagram(definition, run), [definition, run]);
  const nowUs = useFrame(({ virtualUs }) => virtualUs) ?? 0;
  return (
    <>
      <header className={styles.head}>
        <h3>
          {machine} <small>in {replica}</small>
        </h3>
        <p>
          {isOver ? 'over' : 'still going on'}
          {traceId !== null && (
            <>
              , in request <RequestButton traceId={traceId} />
            </>
          )}
        </p>
      </header>
      {diagram && (
        <div className={styles.drawing}>
          <StateDiagram diagram={diagram} />
        </div>
      )}
      <History
        caption={`The way of ${machine}`}
        moves={transitions.map(({ atUs, to, event }) => ({ atUs, to, event: eventText(event) }))}
        nowUs={isOver ? (transitions.at(-1)?.atUs ?? nowUs) : nowUs}
      />
    </>
  );
}
