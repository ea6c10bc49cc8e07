import { useState } from 'react';
import { useStore } from 'zustand';
import { add, redoChange, undoChange } from '../../../commands/fleet/change-structure.ts';
import type { Addition } from '../../../commands/fleet/change-structure.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { useCommand } from '../../../commands/use-command.ts';
import type { FleetMap } from '../../../../simulator/index.ts';
import type { Addable } from '../../../session/stores/editing-store.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { Part } from '../figures.tsx';
import { SelectField, TextField } from './field.tsx';
import styles from './change.module.css';

const kinds: readonly { readonly value: Addable; readonly label: string }[] = [
  { value: 'service', label: 'Service' },
  { value: 'store', label: 'Store' },
  { value: 'broker', label: 'Broker' },
  { value: 'topic', label: 'Topic' },
  { value: 'traffic', label: 'Traffic' },
];

/** Something new for the fleet. */
export function AddForm() {
  const session = useSession();
  const adding = useStore(session.editing, (now) => now.adding);
  const map = useLastMap();
  // Whatever it turns out to be, it is called that.
  const [name, setName] = useState('');
  if (!map) return null;
  const possible = map.brokers.length > 0 ? kinds : kinds.filter(({ value }) => value !== 'topic');
  const kind = possible.some(({ value }) => value === adding) ? adding : 'service';
  return (
    <Part title="Add to the fleet">
      <div className={styles.form}>
        <SelectField
          label="What"
          value={kind}
          options={possible}
          onChange={(value) => session.editing.setState({ adding: value as Addable })}
        />
        <Details key={kind} {...{ kind, map, name, setName }} />
        <div className={styles.buttons}>
          <CommandButton command={undoChange}>Undo</CommandButton>
          <CommandButton command={redoChange}>Redo</CommandButton>
        </div>
      </div>
    </Part>
  );
}

/** While a run begins anew there is none, and what somebody is typing is to stay. */
function useLastMap(): FleetMap | null {
  const map = useMap();
  const [last, setLast] = useState(map);
  if (map !== null && map !== last) setLast(map);
  return map ?? last;
}

interface DetailsProps {
  readonly kind: Addable;
  readonly map: FleetMap;
  readonly name: string;
  readonly setName: (name: string) => void;
}

function Details({ kind, map, name, setName }: DetailsProps) {
  const [body, setBody] = useState('code');
  const [of, setOf] = useState('');
  const [request, setRequest] = useState('GET /');
  const [rate, setRate] = useState('poisson(5/s)');
  const brokers = map.brokers.map((broker) => broker.name);
  const services = map.services.map((service) => service.name);
  const [firstBroker = ''] = brokers;
  const [firstService = ''] = services;
  const additions: Readonly<Record<Addable, Addition>> = {
    service: { kind: 'add service', name, body: body === 'model' ? 'model' : 'code' },
    store: { kind: 'add store', name, engine: 'sql' },
    broker: { kind: 'add broker', name },
    topic: { kind: 'add topic', name, broker: of || firstBroker, partitions: 3 },
    traffic: { kind: 'add traffic', name, to: of || firstService, request, rate },
  };
  const command = useCommand(add(additions[kind]));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (command.isPossible) command.run();
      }}
    >
      <TextField label="Name" value={name} onChange={setName} placeholder={examples[kind]} />
      {kind === 'service' && (
        <SelectField
          label="Made of"
          value={body}
          options={[
            { value: 'code', label: 'code' },
            { value: 'model', label: 'a model' },
          ]}
          onChange={setBody}
        />
      )}
      {kind === 'topic' && <SelectField label="Broker" value={of || firstBroker} options={brokers} onChange={setOf} />}
      {kind === 'traffic' && (
        <>
          <SelectField label="To" value={of || firstService} options={services} onChange={setOf} />
          <TextField label="Request" value={request} onChange={setRequest} />
          <TextField label="Rate" value={rate} onChange={setRate} />
        </>
      )}
      <p className={styles.note}>The run begins anew, with the same seed.</p>
      <button type="submit" className={styles.submit} aria-disabled={!command.isPossible}>
        Add
      </button>
    </form>
  );
}

const examples: Readonly<Record<Addable, string>> = {
  service: 'search',
  store: 'search-db',
  broker: 'kafka',
  topic: 'search.done',
  traffic: 'searches',
};
