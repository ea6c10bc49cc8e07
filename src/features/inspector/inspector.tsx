import type { ReactNode } from 'react';
import type { FleetMap } from '../../../simulator/index.ts';
import type { Selected } from '../../session/stores/selection-store.ts';
import { useMap, useSelection } from '../../session/use-session.ts';
import { AddForm } from './change-it/add-form.tsx';
import { ChangeSaid } from './change-it/change-said.tsx';
import { BrokerPanel, TopicPanel } from './panels/broker-panel.tsx';
import { FlowPanel } from './panels/flow-panel.tsx';
import { LinkPanel } from './panels/link-panel.tsx';
import { ProcessPanel } from './panels/process-panel.tsx';
import { StorePanel } from './panels/store-panel.tsx';
import styles from './inspector.module.css';

/** How the selected thing is, and every way to break it. */
export function Inspector() {
  const map = useMap();
  const selected = useSelection((selection) => selection.selected);
  const panel = map && selected ? panelOf(selected, map) : null;
  return (
    <div className={styles.inspector}>
      <ChangeSaid />
      {panel ?? <Nothing />}
    </div>
  );
}

function panelOf({ kind, name }: Selected, map: FleetMap): ReactNode {
  const key = `${kind} ${name}`;
  if (kind === 'link') return <LinkPanel key={key} name={name} />;
  if (kind === 'store') {
    const store = map.stores.find((each) => each.name === name);
    return store && <StorePanel key={key} store={store} />;
  }
  if (kind === 'broker') {
    const broker = map.brokers.find((each) => each.name === name);
    return broker && <BrokerPanel key={key} broker={broker} />;
  }
  if (kind === 'topic') {
    const broker = map.brokers.find(({ topics }) => topics.some((topic) => topic.name === name));
    return broker && <TopicPanel key={key} name={name} broker={broker.name} />;
  }
  if (kind === 'flow') {
    const flow = map.flows.find((each) => each.name === name);
    return flow && <FlowPanel key={key} flow={flow} />;
  }
  const process =
    map.processes.find((each) => each.name === name) ?? map.processes.find(({ services }) => services.includes(name));
  return process && <ProcessPanel key={key} process={process} />;
}

function Nothing() {
  return (
    <>
      <div className={styles.none}>
        <h2>Nothing is selected</h2>
        <p>Select a process, a store, a link or the clients on the chart, and here is how it is and how to break it.</p>
        <p>By keyboard: the arrow keys walk along the links, Enter comes here.</p>
      </div>
      <AddForm />
    </>
  );
}
