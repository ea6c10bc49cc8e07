import type { EngineFrame, FleetMap, SeriesKind } from '../../../../simulator/index.ts';
import type { Selected } from '../../../session/stores/selection-store.ts';
import type { ChartName } from './chart-kinds.ts';

/** Charts about one thing: they come from one answer. */
export interface Subject {
  readonly kind: SeriesKind;
  /** As the engine is asked for it. */
  readonly of: string;
  readonly title: string;
  /** What kind of thing it is, in a word. */
  readonly word: string;
  readonly charts: readonly ChartName[];
}

/** Whose breakers belong to what is selected: those of these services, towards that one if it is told. */
export interface BreakersOf {
  readonly services: readonly string[];
  readonly to: string | null;
}

export interface Shown {
  readonly subjects: readonly Subject[];
  readonly breakers: BreakersOf;
}

/** Each is a question to the engine several times a second. */
const subjectsMax = 12;
const worstMax = 3;

const calls = ['rate', 'latency'] as const;

/** What there is to see of what is selected; of nothing selected, what clients get, and the services that do worst. */
export function shownFor(selected: Selected | null, map: FleetMap, frame: EngineFrame): Shown {
  const subjects = selected ? subjectsOf(selected, map, frame) : fleet(map, frame);
  return { subjects: subjects.slice(0, subjectsMax), breakers: breakersOf(selected, map) };
}

function subjectsOf({ kind, name }: Selected, map: FleetMap, frame: EngineFrame): Subject[] {
  switch (kind) {
    case 'flow':
      return [flow(name), ...linksWhere(frame, (from) => from === name)];
    case 'service':
      return [service(name), ...processesWith(map, name), ...about([name], frame)];
    case 'process': {
      const own = map.processes.find((process) => process.name === name)?.services ?? [];
      return [process(name), ...own.map(service), ...about(own, frame)];
    }
    case 'link':
      return [link(name.replace(' -> ', '->'))];
    case 'store':
      return linksWhere(frame, (_from, to) => to === name);
    case 'broker':
      return (map.brokers.find((broker) => broker.name === name)?.topics ?? []).map((each) => topic(each.name));
    case 'topic':
      return [topic(name), ...Object.keys(frame.topics[name]?.groups ?? {}).map((each) => group(name, each))];
  }
}

function fleet(map: FleetMap, frame: EngineFrame): Subject[] {
  const worst = Object.entries(frame.services)
    .map(([name, { handled, errors, p95 }]) => ({
      name,
      // Coarse, so that two that do about as badly do not change places all the time.
      errorPercent: handled > 0 ? Math.round((errors / handled) * 100) : 0,
      slowness: Math.round(Math.log2(p95 + 1)),
    }))
    .toSorted((left, right) => right.errorPercent - left.errorPercent || right.slowness - left.slowness)
    .slice(0, worstMax);
  const flows = map.flows.map(({ name }) => flow(name)).slice(0, subjectsMax - worst.length);
  return [...flows, ...worst.map(({ name }) => service(name))];
}

function breakersOf(selected: Selected | null, map: FleetMap): BreakersOf {
  const all = map.services.map(({ name }) => name);
  if (selected?.kind === 'process') {
    const own = map.processes.find(({ name }) => name === selected.name)?.services ?? [];
    return { services: own, to: null };
  }
  if (selected?.kind === 'service') return { services: [selected.name], to: null };
  if (selected?.kind === 'link') {
    const [from = '', to = ''] = selected.name.split(' -> ');
    return { services: [from], to };
  }
  if (selected?.kind === 'store') return { services: all, to: selected.name };
  return { services: selected ? [] : all, to: null };
}

function linksWhere({ links }: EngineFrame, isWanted: (from: string, to: string) => boolean): Subject[] {
  return Object.keys(links)
    .filter((key) => {
      const [from = '', to = ''] = key.split('->');
      return isWanted(from, to);
    })
    .map(link);
}

/** Whom these services call, and how far behind they are in what they read. */
function about(services: readonly string[], frame: EngineFrame): Subject[] {
  const groups = Object.entries(frame.topics).flatMap(([name, { groups: readers }]) =>
    Object.entries(readers).flatMap(([reader, figures]) =>
      figures.services.some((each) => services.includes(each)) ? [group(name, reader)] : [],
    ),
  );
  return [...groups, ...linksWhere(frame, (from) => services.includes(from))];
}

function processesWith({ processes }: FleetMap, name: string): Subject[] {
  return processes.filter(({ services }) => services.includes(name)).map((each) => process(each.name));
}

const flow = (of: string): Subject => ({ kind: 'flow', of, title: of, word: 'clients', charts: calls });
const service = (of: string): Subject => ({ kind: 'service', of, title: of, word: 'service', charts: calls });
const link = (of: string): Subject => ({
  kind: 'link',
  of,
  title: of.replace('->', ' → '),
  word: 'link',
  charts: calls,
});
const topic = (of: string): Subject => ({ kind: 'topic', of, title: of, word: 'topic', charts: ['sent', 'lag'] });
const process = (of: string): Subject => {
  return { kind: 'process', of, title: of, word: 'process', charts: ['cpu', 'load', 'heap'] };
};
const group = (topicName: string, of: string): Subject => {
  return { kind: 'group', of: `${topicName}/${of}`, title: of, word: `reads ${topicName}`, charts: ['read', 'lag'] };
};
