import { keepIn, keepingsOf, keepInWords, sharers, storesFor } from '../../../commands/fleet/keep-tables.ts';
import type { Keeping } from '../../../commands/fleet/keep-tables.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { FleetMap } from '../../../../simulator/index.ts';
import styles from './change.module.css';

interface KeepTablesProps {
  readonly service: string;
  readonly map: FleetMap;
}

/** A store of its own or the shared one: where a service keeps its tables, and where it could. */
export function KeepTables({ service, map }: KeepTablesProps) {
  return keepingsOf(map, service).map((keeping) => <Kept key={keeping.role} keeping={keeping} map={map} />);
}

function Kept({ keeping, map }: { readonly keeping: Keeping; readonly map: FleetMap }) {
  const { service, role, store } = keeping;
  const stores = storesFor(map, keeping);
  if (stores.length === 0) return null;
  const others = sharers(map, keeping).length;
  const shared = others === 0 ? 'alone' : `with ${others} ${others === 1 ? 'other' : 'others'}`;
  return (
    <>
      <p className={styles.note}>
        {service.name} keeps {service.keeps[role]?.join(', ')} in {store}, {shared}. To move them,{' '}
        {keepInWords(map, service.name)}
      </p>
      <div className={styles.buttons}>
        {stores.map(({ store: to, isNew }) => (
          <CommandButton key={to} command={keepIn(keeping, to, isNew)}>
            {isNew ? `Own store: ${to}` : `Keep them in ${to}`}
          </CommandButton>
        ))}
      </div>
    </>
  );
}
