import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConditionSign } from './condition-sign.tsx';
import { FaultFlag } from './fault-flag.tsx';
import type { ProcessView } from './process-view.ts';
import { Room } from './room.tsx';
import styles from './process-box.module.css';

/** A process is a hull, and its services are the rooms in it. */
export function ProcessBox({ process }: { readonly process: ProcessView }) {
  const { name, replicas, rooms } = process;
  return (
    <article className={styles.hull} aria-label={name}>
      <header className={styles.head}>
        <h3>{name}</h3>
        {replicas.length === 1 &&
          replicas.map(({ name: key, condition }) => <ConditionSign key={key} condition={condition} />)}
      </header>
      {replicas.length > 1 && (
        <ul className={styles.replicas}>
          {replicas.map((replica) => (
            <li key={replica.name}>
              {replica.name} <ConditionSign condition={replica.condition} />
            </li>
          ))}
        </ul>
      )}
      {rooms.map((room) => (
        <Room key={room.name} room={room} cpu={process.cpu} isNamed={rooms.length > 1 || room.name !== name} />
      ))}
      <Faults process={process} />
    </article>
  );
}

/** A button that was pressed stays where it is and becomes its own undoing, so that the focus stays too. */
function Faults({ process: { name, isKilled, isHung } }: { readonly process: ProcessView }) {
  const { act } = useSession();
  return (
    <footer className={styles.faults}>
      <FaultButton verb="kill" label="Kill" target={name} isOn={isKilled} onAct={act} />
      {!isKilled && <FaultButton verb="hang" label="Hang" target={name} isOn={isHung} onAct={act} />}
    </footer>
  );
}

interface FaultButtonProps {
  readonly verb: 'kill' | 'hang';
  readonly label: string;
  readonly target: string;
  readonly isOn: boolean;
  readonly onAct: (verb: string, target: string) => void;
}

function FaultButton({ verb, label, target, isOn, onAct }: FaultButtonProps) {
  return (
    <Button {...(isOn && { look: 'accent' })} onPress={() => onAct(isOn ? 'restore' : verb, target)}>
      <FaultFlag verb={verb} />
      <span>
        {isOn ? 'Restore' : label}
        <span className="visually-hidden"> {target}</span>
      </span>
    </Button>
  );
}
