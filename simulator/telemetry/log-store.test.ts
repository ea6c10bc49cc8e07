import { expect, test } from 'vitest';
import { LogStore } from './log-store.ts';

const line = (message: string) =>
  ({ kind: 'log', service: 'orders', level: 'info', message, traceId: null, spanId: null }) as const;

test('the newest lines are kept, oldest first, and those that are gone are counted', () => {
  const store = new LogStore((node) => `orders#${node}`);
  for (let number = 0; number < 12_345; number++) store.add(number, 1, line(String(number)));
  const rows = store.rows();
  expect(rows).toHaveLength(5_000);
  expect(rows.map((row) => Number(row.message))).toEqual(Array.from({ length: 5_000 }, (_, index) => 7_345 + index));
  expect(store.dropped).toBe(7_345);
});

test('a line says when, in which replica, and for which request', () => {
  const store = new LogStore((node) => `orders#${node}`);
  store.add(1_234_567, 2, { ...line('hello'), level: 'warn', traceId: 'abc' });
  expect(store.rows()).toEqual([
    { atMs: 1234.567, service: 'orders', replica: 'orders#2', level: 'warn', message: 'hello', traceId: 'abc' },
  ]);
});
