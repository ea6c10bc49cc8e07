import type { FaultFigures } from '../../../../simulator/index.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { undoFault } from '../../../commands/fleet/undo-fault.ts';
import { useFrame, useMap } from '../../../session/use-session.ts';
import { clockText } from '../../../ui/number-text.ts';
import { FaultFlag } from '../../../ui/signs/fault-flag.tsx';
import styles from './break-it.module.css';

/** What is broken now, and the way back. */
export function Applied({ faults }: { readonly faults: readonly FaultFigures[] }) {
  const map = useMap();
  if (faults.length === 0) return null;
  return (
    <ul className={styles.applied}>
      {faults.map((fault) => (
        <li key={fault.id}>
          <FaultFlag verb={fault.verb} />
          <span>
            <b>{map?.faults.find(({ verb }) => verb === fault.verb)?.label ?? fault.verb}</b>{' '}
            <small>
              {fault.target.includes('#') && `${fault.target} `}since {clockText(fault.sinceUs / 1000).slice(0, -2)}
              {fault.untilUs !== null && <Left untilUs={fault.untilUs} />}
            </small>
          </span>
          <CommandButton command={undoFault(fault)} look="accent">
            Undo<span className="visually-hidden"> {fault.text}</span>
          </CommandButton>
        </li>
      ))}
    </ul>
  );
}

function Left({ untilUs }: { readonly untilUs: number }) {
  const seconds = useFrame(({ virtualUs }) => Math.max(0, Math.ceil((untilUs - virtualUs) / 100_000) / 10));
  return <>, {seconds} s left</>;
}
