import { expect, test } from 'vitest';
import { fleetFilesOf, groupsOf, languageOf } from '../../../src/features/code/files/fleet-files.ts';
import { shopFiles } from '../../../src/session/work/shop-files.ts';
import type { FleetSource } from '../../../src/session/work/fleet-source.ts';
import type { FleetMap, MapService } from '../../../simulator/index.ts';

const source: FleetSource = {
  id: 'services',
  title: 'Shop',
  entry: 'services.fleet.yaml',
  files: shopFiles,
  by: 'flotilla',
};
const textOf = (path: string): string | null => source.files[path] ?? null;

function service(name: string, files: readonly string[]): MapService {
  return { name, isModel: false, entry: files[0] ?? '', files, uses: {}, keeps: {} };
}

const map = {
  services: [
    service('orders', ['services/orders.ts', 'services/domain/orders/rules.ts', 'services/lib/app.ts']),
    service('users', ['services/users.ts', 'services/lib/app.ts']),
  ],
} as unknown as FleetMap;

const titled = (title: string, of: string | null) =>
  groupsOf({ source, map, textOf, service: of }).find((group) => group.title === title)?.paths;

test('the files of a service begin with its entry and leave out those of others', () => {
  expect(titled('orders', 'orders')).toEqual(['services/orders.ts']);
  expect(titled('domain/orders', 'orders')).toEqual(['services/domain/orders/rules.ts']);
  expect(titled('lib', 'orders')).toEqual(['services/lib/app.ts']);
  expect(titled('domain/users', 'orders')).toBeUndefined();
});

test('with no service selected every text of the fleet is there, once', () => {
  const all = groupsOf({ source, map, textOf, service: null }).flatMap(({ paths }) => paths);
  expect(new Set(all).size).toBe(all.length);
  const others = Object.keys(shopFiles).filter((path) => !all.includes(path));
  expect(others).toEqual(['events.fleet.yaml', 'modular.fleet.yaml', 'monolith.fleet.yaml']);
});

test('of the fleet files beside each other, only the one that runs and what it extends are shown', () => {
  expect(titled('fleet', null)).toEqual(['services.fleet.yaml']);
  const based: FleetSource = {
    ...source,
    entry: 'a/own.yaml',
    files: { 'a/own.yaml': 'extends: ./base.yaml # the shop\n', 'a/base.yaml': 'services: {}', 'a/other.yaml': '' },
  };
  expect(fleetFilesOf(based, (path) => based.files[`a/${path}`] ?? null)).toEqual(['own.yaml', 'base.yaml']);
});

test('fleet files that extend each other in a circle are listed once each', () => {
  const circle: FleetSource = {
    ...source,
    entry: 'a.yaml',
    files: { 'a.yaml': 'extends: b.yaml', 'b.yaml': 'extends: a.yaml' },
  };
  expect(fleetFilesOf(circle, (path) => circle.files[path] ?? null)).toEqual(['a.yaml', 'b.yaml']);
});

test('a text is coloured by its ending', () => {
  expect(['services/a.ts', 'b.mjs', 'c.yml', 'd.sql', 'e.json'].map(languageOf)).toEqual([
    'typescript',
    'typescript',
    'yaml',
    'pgsql',
    'plaintext',
  ]);
});
