import { expect, test } from 'vitest';
import { groupsOf } from '../../../src/features/code/files/fleet-files.ts';
import { whyNotNew } from '../../../src/session/work/new-path.ts';
import { WorkStore } from '../../../src/session/work/work-store.ts';

const nothing = (): boolean => false;

test.each(['services/rules.ts', 'services/domain/orders/tax.ts', 'rates.json', 'services/one.cjs'])(
  'a new file may lie at %s',
  (path) => expect(whyNotNew(path, nothing)).toBeNull(),
);

test.each([
  ['', 'ends with'],
  ['services/', 'ends with'],
  ['services/.ts', 'ends with'],
  ['services/orders.sql', 'ends with'],
  ['/services/rules.ts', 'below the folder'],
  ['../rules.ts', 'below the folder'],
  ['services/two words.ts', 'below the folder'],
  ['services//rules.ts', 'below the folder'],
])('no new file may lie at "%s"', (path, why) => expect(whyNotNew(path, nothing)).toContain(why));

test('where there is a file there can be no new one', () => {
  expect(whyNotNew('services/orders.ts', (path) => path === 'services/orders.ts')).toContain('already');
});

test('a new file is among the files before anybody imports it, and gone when it is discarded', () => {
  const work = new WorkStore(null);
  const files = { 'tea.fleet.yaml': 'services: { pot: {} }', 'services/pot.ts': '' };
  work.open({ id: 'tea', title: 'Tea', entry: 'tea.fleet.yaml', files, by: 'this person' });
  const { source } = work.getState();
  const listed = (): string[] =>
    groupsOf({ source: source!, map: null, textOf: (path) => work.current(path), service: null, made: work.made() })
      .filter(({ title }) => title === 'imported by nobody yet')
      .flatMap(({ paths }) => paths);
  work.edit('services/leaves.ts', '');
  expect(listed()).toEqual(['services/leaves.ts']);
  work.discard('services/leaves.ts');
  expect(listed()).toEqual([]);
});
