import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FleetMap, MachinesAnswer } from '../../../../simulator/index.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap, useSelection } from '../../../session/use-session.ts';
import list from '../parts/list.module.css';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { BreakerDetail } from './breaker-detail.tsx';
import { ChoreographyDetail } from './choreography-detail.tsx';
import { knownBreakers } from './known-machines.ts';
import { MachineList } from './machine-list.tsx';
import type { MachineItem } from './machine-list.tsx';
import { SagaDetail } from './saga-detail.tsx';
import type { SagaRun } from './saga-diagram.ts';
import { useNewestRecordTraces } from './use-newest-record-traces.ts';
import type { RecordTrace } from './use-newest-record-traces.ts';
import styles from './machines.module.css';

const lookEveryUs = 200_000;
const runsMax = 30;

/** What is in one of a few states: breakers, state machines in services, and sagas that records carry from service to service. */
export function Machines() {
  const map = useMap();
  const answer = useAnswer({ about: 'machines' }, ({ playing, virtualUs }) =>
    playing ? Math.floor(virtualUs / lookEveryUs) : virtualUs,
  );
  const followed = useSelection(({ traceId }) => traceId);
  const topic = useFrame(({ topics }) => busiestOf(topics)) ?? '';
  const traces = useNewestRecordTraces(topic);
  const [chosen, choose] = useState<string | null>(null);
  if (!map || !answer) return <p className={list.empty}>Asking for breakers and sagas…</p>;
  const groups = [
    { label: 'Breakers', items: breakerItems(answer, map) },
    { label: 'State machines', items: sagaItems(answer, chosen) },
    { label: 'Sagas by records', items: traceItems(traces, followed, chosen) },
  ].filter(({ items }) => items.length > 0);
  const items = groups.flatMap((group) => group.items);
  const shown = items.find(({ id }) => id === chosen) ?? items[0];
  if (!shown) return <Nothing />;
  return (
    <div className={styles.machines}>
      <ScrollArea label="Breakers and sagas">
        <MachineList groups={groups} chosen={shown.id} onChoose={choose} />
      </ScrollArea>
      <ScrollArea label={shown.name}>
        <div key={shown.id} className={styles.detail}>
          {shown.detail}
        </div>
      </ScrollArea>
    </div>
  );
}

interface ShownItem extends MachineItem {
  readonly detail: ReactNode;
}

function breakerItems(answer: MachinesAnswer, map: FleetMap): ShownItem[] {
  return knownBreakers(answer, map).map((breaker) => {
    const { replica, service, name, to, where, transitions } = breaker;
    return {
      id: `breaker ${replica} ${service} ${where} ${name}`,
      name: `${replica} ${to === null ? name : `→ ${to}`}`,
      state: transitions.at(-1)?.to ?? 'closed',
      detail: <BreakerDetail breaker={breaker} />,
    };
  });
}

/** The newest, and the one that is looked at for as long as it is. */
function sagaItems({ sagas, definitions }: MachinesAnswer, chosen: string | null): ShownItem[] {
  return sagas
    .filter((run, index) => index >= sagas.length - runsMax || sagaId(run) === chosen)
    .toReversed()
    .map((run) => {
      const { service, machine, instance, transitions } = run;
      const definition = definitions.find((each) => each.service === service && each.machine === machine) ?? null;
      return {
        id: sagaId(run),
        name: `${machine} ${instance}`,
        state: transitions.at(-1)?.to ?? '',
        detail: <SagaDetail run={run} definition={definition} />,
      };
    });
}

function sagaId({ replica, machine, instance, transitions }: SagaRun): string {
  return `saga ${replica} ${machine} ${instance} ${transitions[0]?.atUs}`;
}

const traceIdOf = (item: string | null): string | null => (item?.startsWith('trace ') ? item.slice(6) : null);

/** The request that is chosen elsewhere, then the newest ones; the one that is looked at stays for as long as it is. */
function traceItems(traces: readonly RecordTrace[], followed: string | null, chosen: string | null): ShownItem[] {
  const looked = traceIdOf(chosen);
  const others = traces.filter(({ traceId }) => traceId !== followed);
  const isListed = looked === null || looked === followed || others.some(({ traceId }) => traceId === looked);
  const all = [
    ...(followed === null ? [] : [{ traceId: followed, key: null }]),
    ...others,
    ...(isListed ? [] : [{ traceId: looked, key: null }]),
  ];
  return all.map(({ traceId, key }) => ({
    id: `trace ${traceId}`,
    name: `#${traceId.slice(0, 6)}`,
    state: traceId === followed ? 'the chosen request' : key === null ? '' : `key ${key}`,
    detail: <ChoreographyDetail traceId={traceId} />,
  }));
}

function busiestOf(topics: Readonly<Record<string, { readonly produced: number }>>): string {
  let busiest = '';
  for (const [name, { produced }] of Object.entries(topics))
    if (produced > (topics[busiest]?.produced ?? 0)) busiest = name;
  return busiest;
}

function Nothing() {
  return (
    <p className={list.empty}>
      This fleet has no breaker so far, no state machine has run in it, and nobody has sent a record. Let time play, or
      choose a request in Requests to see what services did for it.
    </p>
  );
}
