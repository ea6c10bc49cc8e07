import type { FleetSource } from './fleet-source.ts';

export interface Template {
  readonly label: string;
  /** As in "Starting the shop". */
  readonly what: string;
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
  ferry: {
    label: 'Ferry',
    what: 'the ferry',
    entry: 'ferry.fleet.yaml',
    family: 'ferry',
    files: () => import('./ferry-files.ts').then(({ ferryFiles }) => ferryFiles),
  },
  monolith: { ...shop, label: 'Monolith', entry: 'monolith.fleet.yaml' },
  services: { ...shop, label: 'Microservices', entry: 'services.fleet.yaml' },
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
