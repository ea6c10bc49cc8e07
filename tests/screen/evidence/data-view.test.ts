import { expect, test } from 'vitest';
import { viewOf } from '../../../src/features/evidence/data/view-of.ts';

test('rows are shown once a store is selected, even where records were looked at before', () => {
  expect(viewOf({ kind: 'store', name: 'tracking-db' }, 'topics')).toBe('tables');
});

test('records are shown once a topic is selected', () => {
  expect(viewOf({ kind: 'topic', name: 'parcel.moved' }, 'tables')).toBe('topics');
});

test('a query stays open while another store is selected, and a process changes nothing', () => {
  expect(viewOf({ kind: 'store', name: 'orders-db' }, 'query')).toBe('query');
  expect(viewOf({ kind: 'process', name: 'orders' }, 'topics')).toBe('topics');
});
