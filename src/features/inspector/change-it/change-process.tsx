import { useState } from 'react';
import { connect, remove, scale } from '../../../commands/fleet/change-structure.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { FleetMap, MapProcess } from '../../../../simulator/index.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { Part } from '../figures.tsx';
import { KeepTables } from './keep-tables.tsx';
import { MoveService } from './move-service.tsx';
import { SelectField, TextField } from './field.tsx';
import styles from './change.module.css';

/** What a process is made of and connected to. */
export function ChangeProcess({ process }: { readonly process: MapProcess }) {
  const map = useMap();
  if (!map) return null;
  return (
    <Part title="Change it">
      <div className={styles.form}>
        {process.runsCode && <Replicas key={process.replicas} process={process} />}
        <MoveService process={process} map={map} />
        {process.services.map((service) => (
          <KeepTables key={service} service={service} map={map} />
        ))}
        <Connect process={process} map={map} />
        {map.services.length > 1 && (
          <div className={styles.buttons}>
            {process.services.map((service) => (
              <CommandButton key={service} command={remove('service', service)} />
            ))}
          </div>
        )}
      </div>
    </Part>
  );
}

function Replicas({ process: { name, replicas } }: { readonly process: MapProcess }) {
  const session = useSession();
  const [wanted, setWanted] = useState(String(replicas));
  const count = Number(wanted);
  const isCount = wanted.trim() !== '' && Number.isInteger(count) && count >= 0;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isCount && count !== replicas) scale(name, count).run(session);
      }}
    >
      <TextField label="Replicas" value={wanted} onChange={setWanted} />
      <button type="submit" className={styles.submit} aria-disabled={!isCount || count === replicas}>
        Scale
      </button>
    </form>
  );
}

function Connect({ process, map }: { readonly process: MapProcess; readonly map: FleetMap }) {
  const session = useSession();
  const [from = '', setFrom] = useState(process.services[0]);
  const others = connectable(map, from);
  const [chosen, setChosen] = useState('');
  const to = others.includes(chosen) ? chosen : (others[0] ?? '');
  if (others.length === 0) return null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        connect(from, to).run(session);
      }}
    >
      {process.services.length > 1 && (
        <SelectField label="Connect" value={from} options={process.services} onChange={setFrom} />
      )}
      <SelectField label="Connect to" value={to} options={others} onChange={setChosen} />
      <button type="submit" className={styles.submit}>
        Connect
      </button>
    </form>
  );
}

/** Those that it is not connected to yet. */
function connectable(map: FleetMap, from: string): string[] {
  const linked = new Set(map.links.filter((link) => link.from === from).map(({ to }) => to));
  const all = [...map.services, ...map.stores, ...map.brokers].map(({ name }) => name);
  return all.filter((name) => name !== from && !linked.has(name));
}
