import type { FleetSource } from './fleet-source.ts';

export interface Template {
  readonly label: string;
  /** As in "Starting the shop". */
  readonly what: string;
  /** What there is to it, in a sentence. */
  readonly about: string;
  readonly entry: string;
  /** Among those that are the same thing in other shapes. */
  readonly family: string;
  /** The texts come when they are needed: the first picture does not wait for them. */
  readonly files: () => Promise<FleetSource['files']>;
}

const shop = {
  what: 'the shop',
  family: 'shop',
  files: () => import('./shop-files.ts').then(({ shopFiles }) => shopFiles),
} as const;

/** The fleets that Flotilla brings along. */
export const templates = {
  empty: {
    label: 'Empty fleet',
    what: 'a fleet of one service',
    about: 'One service that answers, to add others to.',
    family: 'empty',
    entry: 'empty.fleet.yaml',
    files: () => import('../fleets/empty-files.ts').then(({ emptyFiles }) => emptyFiles),
  },
  monolith: {
    ...shop,
    label: 'Monolith',
    about: 'The shop as one process with one database: a checkout is one transaction.',
    entry: 'monolith.fleet.yaml',
  },
  services: {
    ...shop,
    label: 'Microservices',
    about: 'The same shop as eight processes with seven databases and a broker: a checkout is a chain of calls.',
    entry: 'services.fleet.yaml',
  },
  modular: {
    ...shop,
    label: 'Modular monolith',
    about: 'The same eight services in one process with one database: drag one out, and it is a process of its own.',
    family: 'modular',
    entry: 'modular.fleet.yaml',
  },
  events: {
    ...shop,
    label: 'Event-driven',
    about: 'The same eight processes, whose orders call nobody: the others hear of an order by its event.',
    family: 'events',
    entry: 'events.fleet.yaml',
  },
  thousand: {
    label: 'A thousand services',
    what: 'a fleet of a thousand services',
    about: 'A mesh of a thousand services without code, in four tiers: each only takes time and calls others.',
    family: 'thousand',
    entry: 'thousand.fleet.yaml',
    files: () =>
      import('../fleets/thousand-models.ts').then(({ thousandModels }) => ({
        'thousand.fleet.yaml': thousandModels(),
      })),
  },
  ferry: {
    label: 'Ferry',
    what: 'the ferry',
    about: 'Two services that call each other across a river: the fleet of the home page.',
    entry: 'ferry.fleet.yaml',
    family: 'ferry',
    files: () => import('../fleets/ferry-files.ts').then(({ ferryFiles }) => ferryFiles),
  },
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

export function isTemplate(id: string): id is TemplateId {
  return Object.hasOwn(templates, id);
}

/** The templates that are the same thing in other shapes, with itself among them. */
export function shapesOf(id: string): readonly TemplateId[] {
  if (!isTemplate(id)) return [];
  return (Object.keys(templates) as TemplateId[]).filter((other) => templates[other].family === templates[id].family);
}
