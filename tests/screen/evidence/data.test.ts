import { expect, test } from 'vitest';
import { chosenName } from '../../../src/features/evidence/data/chosen-name.ts';
import { linesOf, positionsIn } from '../../../src/features/evidence/data/topics/positions.ts';
import { keyedRows, numberColumns } from '../../../src/features/evidence/data/rows.ts';

test('the store that is selected on the chart is shown, until another one is picked; a new selection counts again', () => {
  const stores = ['users-db', 'orders-db', 'payments-db'];
  expect(chosenName(stores, null, null)).toBe('users-db');
  expect(chosenName(stores, 'orders-db', null)).toBe('orders-db');
  const picked = { name: 'payments-db', over: 'orders-db' };
  expect(chosenName(stores, 'orders-db', picked)).toBe('payments-db');
  expect(chosenName(stores, null, picked)).toBe('payments-db');
  expect(chosenName(stores, 'users-db', picked)).toBe('users-db');
  expect(chosenName([], null, picked)).toBeNull();
});

test('a column is one of numbers when all that is known in it are; nothing but nulls tells nothing', () => {
  const columns = ['id', 'total', 'user', 'paid_at'];
  const rows = [
    ['2', null, 'u-2', null],
    ['1', '-12.50', '7', null],
  ];
  expect(numberColumns({ columns, rows })).toEqual([true, true, false, false]);
});

test('a row keeps its key when newer ones come, even ones that hold the same', () => {
  const before = keyedRows({ rows: [['b'], ['a']] });
  const after = keyedRows({ rows: [['a'], ['b'], ['a']] });
  expect(after.slice(1)).toEqual(before);
  expect(new Set(after.map(({ key }) => key)).size).toBe(3);
});

test('a group’s mark stands between what it has read and what it has not, and says how far behind it is', () => {
  const record = (offset: number) => ({ offset, atUs: 0, key: null, value: null, headers: [], traceId: null });
  const group = (position: number) => ({ consumed: 0, redelivered: 0, lag: 0, services: [], positions: [9, position] });
  const positions = positionsIn({ slow: group(4), early: group(2), done: group(6) }, 1, 6);
  const lines = linesOf([record(3), record(4), record(5)], positions);
  expect(lines.map((line) => (line.is === 'record' ? line.record.offset : line.position.saying))).toEqual([
    'done has read everything below',
    5,
    4,
    'slow has read what is below, 2 records behind',
    3,
    'early has read what is below, 4 records behind',
  ]);
});
