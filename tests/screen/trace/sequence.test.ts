import { expect, test } from 'vitest';
import { layoutOf } from '../../../src/features/evidence/trace/sequence/sequence-layout.ts';
import { sequenceOf } from '../../../src/features/evidence/trace/sequence/sequence.ts';
import { rowsOf } from '../../../src/features/evidence/trace/trace-rows.ts';
import { call, span } from './spans.ts';

const client = span('client', { service: 'checkout', name: 'POST /orders', spanKind: 'client', endUs: 100 });
const root = span('root', { parentSpanId: 'client', name: 'POST /orders', spanKind: 'server', startUs: 1, endUs: 99 });

const told = (spans: Parameters<typeof rowsOf>[0]) =>
  sequenceOf(rowsOf(spans)).steps.map(({ kind, from, to, text }) => `${kind} ${from} ${to}: ${text}`);

test('calls go out and answers come back in the order of time, nested where they are at once', () => {
  const spans = [
    client,
    root,
    call('out', 'payments', { startUs: 1, endUs: 99 }),
    span('in', { parentSpanId: 'out', service: 'payments', name: 'POST /charges', spanKind: 'server', startUs: 2 }),
  ];
  expect(told(spans)).toEqual([
    'call checkout orders: POST /orders',
    'call orders payments: POST /charges',
    'answer payments orders: 0.1\u202fms',
    'answer orders checkout: 0.1\u202fms',
  ]);
  expect(sequenceOf(rowsOf(spans)).lifelines).toEqual(['checkout', 'orders', 'payments']);
});

test('failures tell what went wrong, and further tries which they are', () => {
  const failed = { ok: false, error: 'no answer' };
  const steps = told([
    root,
    call('first', 'payments', { startUs: 2, endUs: 10, ...failed }),
    call('second', 'payments', { startUs: 20, endUs: 30, ...failed }),
  ]);
  expect(steps).toContain('failure payments orders: no answer');
  expect(steps).toContain('call orders payments: POST /charges, try 2');
});

test('a record is a note where it is sent, and goes to each who gets it after the answer', () => {
  const steps = told([
    client,
    root,
    span('send order.placed', { parentSpanId: 'root', spanKind: 'producer', startUs: 50 }),
    span('process order.placed', {
      parentSpanId: 'send order.placed',
      service: 'reports',
      spanKind: 'consumer',
      startUs: 500,
      endUs: 510,
    }),
  ]);
  expect(steps[1]).toBe('note orders orders: send order.placed');
  expect(steps.at(-1)).toBe('record orders reports: process order.placed');
});

test('what failed inside one service is a note there', () => {
  expect(told([root, span('pool', { parentSpanId: 'root', ok: false, error: 'timeout', startUs: 3 })])).toContain(
    'note orders orders: pool: timeout',
  );
});

test('every step has a height of its own and the picture room for its words', () => {
  const error = 'connect ECONNREFUSED '.repeat(20);
  const layout = layoutOf(
    sequenceOf(rowsOf([client, root, call('out', 'payments', { startUs: 5, ok: false, error })])),
  );
  expect(layout.lifelines.map(({ name }) => name)).toEqual(['checkout', 'orders', 'payments']);
  const heights = layout.steps.map(({ y }) => y);
  expect(new Set(heights).size).toBe(heights.length);
  expect(layout.height).toBeGreaterThan(Math.max(...heights));
  expect(layout.width).toBeGreaterThan(error.length * 6);
  const back = layout.steps.find(({ step }) => step.kind === 'failure');
  expect(back && back.fromX > back.toX && back.textX > back.toX).toBe(true);
});
