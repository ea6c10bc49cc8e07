import { expect, test } from 'vitest';
import type { Boundary } from '../../../simulator/index.ts';
import { sortedBy } from '../../../src/features/evidence/boundaries/columns.ts';

const boundary = (to: string, failed: number, addedMs: number | null): Boundary => ({
  ...{ from: 'orders', to, kind: 'call', count: 1, failed, addedMs, addedPerRequestMs: addedMs, messages: 2 },
  ...{ bytes: 1_000 * failed, copies: null, wentOn: null, replicas: 1, deployMs: null },
});
const all = [boundary('users', 3, 2), boundary('catalog', 1, null), boundary('payments', 2, 5)];
const names = (by: string, descends: boolean) => sortedBy(all, { by, descends }).map(({ to }) => to);

test('a column sorts by its figures, either way round', () => {
  expect(names('failed', true)).toEqual(['users', 'payments', 'catalog']);
  expect(names('failed', false)).toEqual(['catalog', 'payments', 'users']);
});

test('what crossed sorts by what it weighed', () => {
  expect(names('bytes', true)).toEqual(['users', 'payments', 'catalog']);
});

test('what was not measured comes last, either way round', () => {
  expect(names('each adds', true)).toEqual(['payments', 'users', 'catalog']);
  expect(names('each adds', false)).toEqual(['users', 'payments', 'catalog']);
});

test('boundaries sort by their names too', () => {
  expect(names('boundary', false)).toEqual(['catalog', 'payments', 'users']);
});
