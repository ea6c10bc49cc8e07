import type { FaultFigures, FleetMap } from '../../../../simulator/index.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { undoFault } from '../../../commands/fleet/undo-fault.ts';
import { whenText } from '../../../session/readings/crash-point-text.ts';
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
            <b>{labelOf(fault, map)}</b>{' '}
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

function labelOf({ verb, crashPoint }: FaultFigures, map: FleetMap | null): string {
  if (!crashPoint) return map?.faults.find((kind) => kind.verb === verb)?.label ?? verb;
  const { path, line, pass, rate } = crashPoint;
  return `Dies at ${path}:${line} ${whenText({ pass, rate })}`;
}

function Left({ untilUs }: { readonly untilUs: number }) {
  const seconds = useFrame(({ virtualUs }) => Math.max(0, Math.ceil((untilUs - virtualUs) / 100_000) / 10));
  return <>, {seconds} s left</>;
}
