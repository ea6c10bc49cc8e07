import { expect, test } from 'vitest';
import { barOf, rulerOf, wordsSpot } from '../../../src/features/evidence/trace/ruler.ts';
import { rowsOf } from '../../../src/features/evidence/trace/trace-rows.ts';
import { call, span } from './spans.ts';

const root = span('root', { endUs: 100 });

test('a call and how it was served are one line, named after who served it', () => {
  const [, row, below, ...others] = rowsOf([
    root,
    call('out', 'payments', { startUs: 10, endUs: 40, line: 'services/orders.ts:12' }),
    span('in', { parentSpanId: 'out', service: 'payments', name: 'POST /charges', spanKind: 'server', startUs: 15 }),
    span('deep', { parentSpanId: 'in', service: 'payments', startUs: 16 }),
  ]);
  expect(row).toMatchObject({ from: 'orders', place: 'payments', name: 'POST /charges', startUs: 10, endUs: 40 });
  expect(row).toMatchObject({ served: { startUs: 15, endUs: 10 }, line: 'services/orders.ts:12', depth: 1 });
  expect(below).toMatchObject({ key: 'deep', depth: 2 });
  expect(others).toEqual([]);
});

test('a call that nobody served is named after what it asked for, and tells what it met', () => {
  const [, row] = rowsOf([root, call('out', 'payments', { ok: false, error: 'connect ECONNREFUSED' })]);
  expect(row).toMatchObject({ place: 'payments', name: 'POST /charges', served: null, ok: false });
  expect(row?.error).toBe('connect ECONNREFUSED');
});

test('the same call after a failed one is a further try; beside it, or after a good one, it is not', () => {
  const attempts = rowsOf([
    root,
    call('first', 'payments', { startUs: 0, endUs: 10, ok: false }),
    call('beside', 'payments', { startUs: 5, endUs: 12 }),
    call('second', 'payments', { startUs: 20, endUs: 30, ok: false }),
    call('elsewhere', 'users', { startUs: 21, endUs: 25 }),
    call('third', 'payments', { startUs: 40, endUs: 50 }),
    call('again', 'payments', { startUs: 60, endUs: 70 }),
  ]).map(({ key, attempt }) => [key, attempt]);
  expect(Object.fromEntries(attempts)).toMatchObject({ first: 1, beside: null, second: 2, elsewhere: null, third: 3 });
});

test('a statement stands at its store and a record where it is sent and got', () => {
  const sql = { 'db.system.name': 'postgresql', 'db.query.text': 'select 1', 'server.address': 'orders-db' };
  const rows = rowsOf([
    root,
    span('ask', { parentSpanId: 'root', spanKind: 'client', attributes: sql }),
    span('send', { parentSpanId: 'root', spanKind: 'producer', startUs: 2 }),
    span('process', { parentSpanId: 'send', spanKind: 'consumer', service: 'reports', startUs: 200 }),
  ]);
  expect(rows.map(({ kind, place, depth }) => `${depth} ${kind} ${place}`)).toEqual([
    '0 inside orders',
    '1 statement orders-db',
    '1 record orders',
    '2 record reports',
  ]);
  expect(rows[1]?.statement).toBe('select 1');
});

test('the ruler has a few round marks, and a length even where everything happened at once', () => {
  expect(rulerOf([{ startUs: 5, endUs: 5 }])).toMatchObject({ startUs: 5, lengthUs: 1, ticks: [{ share: 0 }] });
  const ruler = rulerOf([
    { startUs: 1_000_000, endUs: 1_900_000 },
    { startUs: 1_200_000, endUs: 4_000_000 },
  ]);
  expect(ruler.ticks.map(({ share }) => Math.round(share * 3_000))).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000]);
  expect(barOf(ruler, { startUs: 1_300_000, endUs: 1_300_000 })).toEqual({ from: 0.1, width: 0 });
});

test('words about a bar stand where there is room', () => {
  expect(wordsSpot({ from: 0, width: 0.9 })).toBe('in');
  expect(wordsSpot({ from: 0.1, width: 0.1 })).toBe('behind');
  expect(wordsSpot({ from: 0.8, width: 0.1 })).toBe('before');
});
