import { useShallow } from 'zustand/react/shallow';
import type { FaultFigures, FaultTarget } from '../../../../simulator/index.ts';
import { useBreaking, useFrame, useMap, useSession } from '../../../session/use-session.ts';
import { Applied } from './applied.tsx';
import { Choose, FaultRow } from './fault-row.tsx';
import styles from './break-it.module.css';

interface BreakItProps {
  readonly kind: FaultTarget;
  readonly name: string;
  /** Names under which the same thing may be broken as well: its replicas, its services. */
  readonly others?: readonly string[];
  /** Of a process that has several. */
  readonly replicas?: readonly string[];
}

const durations = [
  { value: '', label: 'until undone' },
  { value: '5000000', label: '5 s' },
  { value: '30000000', label: '30 s' },
  { value: '120000000', label: '2 min' },
] as const;

const none: readonly string[] = [];

/** Every way to break the thing, and what is broken about it already. */
export function BreakIt({ kind, name, others = none, replicas = none }: BreakItProps) {
  const map = useMap();
  const { breaking } = useSession();
  const { forUs, replica } = useBreaking(useShallow((now) => ({ forUs: now.forUs, replica: now.replica })));
  const applied = useFrame(useShallow((frame) => appliedTo(frame.faults, [name, ...others])));
  const one = replica !== null && replicas.includes(replica) ? replica : null;
  const faults = (map?.faults ?? []).filter(({ fitsOn }) => fitsOn.includes(one === null ? kind : 'replica'));
  if (faults.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Break it">
      <h3>
        Break it <span>undo with Ctrl Z</span>
      </h3>
      <Applied faults={applied ?? []} />
      <ul className={styles.rows}>
        {faults.map((fault) => (
          <FaultRow key={fault.verb} fault={fault} target={one ?? name} />
        ))}
      </ul>
      <div className={styles.how}>
        {faults.some(({ lasts }) => lasts) && (
          <Choose
            label="For"
            options={durations}
            chosen={forUs === null ? '' : String(forUs)}
            onChoose={(value) => breaking.setState({ forUs: value === '' ? null : Number(value) })}
          />
        )}
        {replicas.length > 1 && (
          <Choose
            label="on"
            options={[
              { value: '', label: `all ${replicas.length}` },
              ...replicas.map((each) => ({ value: each, label: each })),
            ]}
            chosen={one ?? ''}
            onChoose={(value) => breaking.setState({ replica: value === '' ? null : value })}
          />
        )}
      </div>
    </section>
  );
}

function appliedTo(faults: readonly FaultFigures[], names: readonly string[]): readonly FaultFigures[] {
  return faults.filter(({ target }) => names.includes(target) || names.includes(target.replace(/#\d+$/, '')));
}
