import { expect, test } from 'vitest';
import { FileChecker } from './file-checker.ts';

const fleet = 'services:\n  orders: { code: services/orders.ts }\n';
const texts = (files: Readonly<Record<string, string>>, entry = 'lessons/one/fleet.yaml') => ({
  entry,
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`lessons/one/${path}`, text])),
});

test('texts that would run have no mistakes', () => {
  const good = { 'fleet.yaml': fleet, 'services/orders.ts': 'export default () => 1;' };
  expect(new FileChecker().check(texts(good))).toEqual([]);
});

test('what the runtime does not take is told with its place, by the path that the fleet file writes', () => {
  const bad = { 'fleet.yaml': fleet, 'services/orders.ts': 'const one = 1;\nenum Colour { Red }\nexport default one;' };
  expect(new FileChecker().check(texts(bad))).toEqual([
    expect.objectContaining({ path: 'services/orders.ts', line: 2, column: 1 }),
  ]);
});

test('a mistake of the fleet file and one of the code are told at once', () => {
  const bad = { 'fleet.yaml': `${fleet}trafic: {}\n`, 'services/orders.ts': 'const = 1;' };
  const found = new FileChecker().check(texts(bad));
  expect(found.map(({ path, line }) => `${path}:${line}`)).toEqual(['fleet.yaml:3', 'services/orders.ts:1']);
  expect(found[0]!.message).toContain('traffic');
});

test('a mistake that was mended is gone', () => {
  const checker = new FileChecker();
  const files = { 'fleet.yaml': fleet, 'services/orders.ts': 'const = 1;' };
  expect(checker.check(texts(files))).toHaveLength(1);
  expect(checker.check(texts({ ...files, 'services/orders.ts': 'export default 1;' }))).toEqual([]);
});
