import type { ReactNode } from 'react';
import type { FleetMap } from '../../../../simulator/index.ts';
import type { Selected } from '../../../session/stores/selection-store.ts';
import { BrokerPanel, TopicPanel } from './broker-panel.tsx';
import { FlowPanel } from './flow-panel.tsx';
import { LinkPanel } from './link-panel.tsx';
import { ProcessPanel } from './process-panel.tsx';
import { StorePanel } from './store-panel.tsx';

interface PanelProps {
  readonly selected: Selected;
  readonly map: FleetMap;
  /** Where there is nothing of that name any more. */
  readonly nothing: ReactNode;
}

export function Panel({ selected, map, nothing }: PanelProps) {
  return panelOf(selected, map) ?? nothing;
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
