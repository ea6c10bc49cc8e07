import type { FleetMap } from '../../../simulator/index.ts';
import { focusPane } from '../../browser/focus-pane.ts';
import type { Selected, SelectedKind } from '../../session/stores/selection-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

const kindWords: Readonly<Record<SelectedKind, string>> = {
  process: 'process',
  service: 'service',
  store: 'store',
  broker: 'broker',
  topic: 'topic',
  link: 'link',
  flow: 'traffic',
};

/** Everything on the map that can be pointed at, what stands before what flows. */
export function thingsOn(map: FleetMap): Selected[] {
  const processes = new Set(map.processes.map(({ name }) => name));
  return [
    ...map.processes.map(({ name }) => ({ kind: 'process', name }) as const),
    ...map.services.filter(({ name }) => !processes.has(name)).map(({ name }) => ({ kind: 'service', name }) as const),
    ...map.stores.map(({ name }) => ({ kind: 'store', name }) as const),
    ...map.brokers.map(({ name }) => ({ kind: 'broker', name }) as const),
    ...map.brokers.flatMap(({ topics }) => topics.map(({ name }) => ({ kind: 'topic', name }) as const)),
    ...map.links
      .filter(({ kind }) => kind !== 'traffic')
      .map(({ from, to }) => ({ kind: 'link', name: `${from} -> ${to}` }) as const),
    ...map.flows.map(({ name }) => ({ kind: 'flow', name }) as const),
  ];
}

/** Whatever facts call it: a replica stands for its process, and `a->b` is a link. */
export function thingNamed(map: FleetMap | null, name: string): Selected | null {
  const plain = name.replace(/\s*->\s*/, ' -> ').replace(/#\d+$/, '');
  return (map && thingsOn(map).find((each) => each.name === plain)) ?? null;
}

export function selectThing(thing: Selected): Command {
  return {
    id: `select-${thing.kind}-${thing.name}`,
    label: `${thing.name.replace('->', '→')}`,
    group: 'Go to',
    keys: [],
    alias: `select show ${kindWords[thing.kind]} ${thing.name}`,
    isPossible: always,
    run: ({ selection, screen }) => {
      selection.select(thing);
      screen.setState({ inspectorOpen: true, pane: 'inspector' });
      focusPane('inspector');
    },
  };
}
