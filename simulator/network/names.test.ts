import { expect, test } from 'vitest';
import { Names } from './names.ts';
import type { Choose } from './names.ts';

function namesOf(ready: readonly number[]): Names {
  const names = new Names();
  names.declare('orders', [4, 5, 6]);
  for (const node of ready) names.setReady('orders', node, true);
  return names;
}

const all: Choose = (ready) => ready;

const turns = (names: Names, caller: number, count: number, choose = all) =>
  Array.from({ length: count }, () => {
    const resolved = names.resolve('orders', caller, choose);
    return resolved.ok ? resolved.node : resolved.why;
  });

test('whoever calls takes the ready ones in turn, each caller in turns of its own', () => {
  const names = namesOf([6, 4, 5]);
  expect(turns(names, 1, 4)).toEqual([4, 5, 6, 4]);
  expect(turns(names, 2, 2)).toEqual([4, 5]);
  expect(turns(names, 1, 1)).toEqual([5]);
});

test('a caller may choose among the ready ones, which then take turns', () => {
  const names = namesOf([4, 5, 6]);
  expect(turns(names, 1, 3, (ready) => ready.filter((node) => node !== 5))).toEqual([4, 6, 4]);
});

test('who is not ready gets no calls, until it is again', () => {
  const names = namesOf([4, 5, 6]);
  names.setReady('orders', 5, false);
  expect(turns(names, 1, 4)).toEqual([4, 6, 4, 6]);
  names.setReady('orders', 5, true);
  names.setReady('orders', 5, true);
  expect(names.readyNodes('orders')).toEqual([4, 5, 6]);
});

test('with nobody ready a call goes to one that is not, to be refused there', () => {
  expect(turns(namesOf([]), 1, 3)).toEqual([4, 5, 6]);
});

test('a name that nobody declared is no name, and one without nodes has nobody there', () => {
  const names = new Names();
  names.declare('empty', []);
  expect(names.resolve('orders', 1, all)).toEqual({ ok: false, why: 'no such name' });
  expect(names.resolve('empty', 1, all)).toEqual({ ok: false, why: 'nobody there' });
});
