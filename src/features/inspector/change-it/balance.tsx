import { setLink } from '../../../commands/fleet/change-structure.ts';
import type { MapLink } from '../../../../simulator/index.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import styles from './change.module.css';

/** Which of several replicas gets a call. Where there is one, there is nothing to choose. */
export function Balance({ link: { from, to, balance } }: { readonly link: MapLink }) {
  const session = useSession();
  const process = useMap()?.processes.find(({ services }) => services.includes(to));
  if (!process || process.replicas < 2) return null;
  const now = balance ?? 'round-robin';
  return (
    <>
      <Choice
        label={`Which replica of ${to} gets a call`}
        options={[
          { value: 'round-robin', label: 'In turn' },
          { value: 'least-requests', label: 'Least busy' },
        ]}
        chosen={now}
        onChoose={(chosen) =>
          chosen !== now && setLink(from, to, { balance: chosen }, { balance: chosen }).run(session)
        }
      />
      <p className={styles.note}>Least busy: whoever has the fewest calls of {from} in hand.</p>
    </>
  );
}
