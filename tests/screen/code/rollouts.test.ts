import { expect, test } from 'vitest';
import type { FleetMap } from '../../../simulator/index.ts';
import { changesIn, rollouts } from '../../../src/session/work/changes.ts';

const service = (name: string, files: readonly string[]) => ({ name, files });
const process = (name: string, services: readonly string[]) => ({ name, services });
const services = [
  service('orders', ['services/orders.ts', 'services/lib/app.ts']),
  service('users', ['services/users.ts', 'services/lib/app.ts']),
];
const apart = {
  services,
  processes: [process('orders', ['orders']), process('users', ['users'])],
} as unknown as FleetMap;
const monolith = { services, processes: [process('shop', ['orders', 'users'])] } as unknown as FleetMap;

test('a file that services share goes to each process that has it, once', () => {
  const drafts = { 'services/lib/app.ts': 'new' };
  expect(rollouts(apart, drafts).map((rollout) => rollout.process)).toEqual(['orders', 'users']);
  expect(rollouts(monolith, drafts)).toEqual([{ process: 'shop', files: drafts }]);
});

test('a process gets its own files and new ones that they import, and none of others', () => {
  const orders = "import './lib/extra.ts'";
  const drafts = { 'services/orders.ts': orders, 'services/users.ts': 'new', 'services/lib/extra.ts': 'new' };
  expect(rollouts(apart, drafts)).toEqual([
    { process: 'orders', files: { 'services/orders.ts': orders, 'services/lib/extra.ts': 'new' } },
    { process: 'users', files: { 'services/users.ts': 'new' } },
  ]);
});

test('the fleet file and schemas do not roll out: they make another run', () => {
  const drafts = { 'fleet.yaml': 'a', 'stores/orders.sql': 'b', 'services/orders.ts': 'c' };
  expect(changesIn(drafts)).toEqual({ code: ['services/orders.ts'], structure: ['fleet.yaml', 'stores/orders.sql'] });
});
