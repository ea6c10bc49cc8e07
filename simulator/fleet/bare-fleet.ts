import { conventions } from './sections/environment.ts';
import { builtLinks } from './sections/link-section.ts';
import { defaultBrokers, defaultProcess, defaultStores } from './sections/defaults.ts';
import type { Fleet, Service } from './fleet.ts';

/** What code finds around it that belongs to no fleet: an empty SQL store and a log broker. */
export const bareFleet: Fleet = {
  name: 'bare',
  services: [],
  processes: [],
  stores: [{ name: 'db', engine: 'sql', scripts: [], ...defaultStores.sql }],
  brokers: [{ name: 'kafka', engine: 'log', topics: [], ...defaultBrokers.log }],
  links: builtLinks([]),
  traffic: [],
  script: [],
  truths: [],
};

/** As `uses: { db: db, broker: kafka }` would set it. */
export const bareEnvironment: Readonly<Record<string, string>> = Object.fromEntries([
  conventions.sql('db'),
  conventions.log('kafka'),
]);

/** The fleet with one more service, in a process of its own. */
export function withService(fleet: Fleet, service: Pick<Service, 'name' | 'files' | 'entry' | 'env'>): Fleet {
  const { name } = service;
  return {
    ...fleet,
    services: [...fleet.services, { ...service, uses: {}, cost: {}, model: null }],
    processes: [...fleet.processes, { ...defaultProcess, name, services: [name] }],
  };
}

/** `breaker-test` for `tests/breaker.test.mjs`. */
export function programName(file: string): string {
  const base = file
    .replaceAll('\\', '/')
    .replace(/^.*\//, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
  return base.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'program';
}
