import { expect, test } from 'vitest';
import { Admission } from './admission.ts';

function doorOf(concurrency: number, queueMax: number) {
  const admission = new Admission(concurrency, queueMax);
  const admitted: string[] = [];
  const enter = (name: string) => admission.enter(() => void admitted.push(name));
  return { admission, admitted, enter };
}

test('so many come in, so many wait, and the next is turned away', () => {
  const { admission, enter } = doorOf(2, 1);
  expect(admission.room).toBe(3);
  expect(['a', 'b', 'c', 'd'].map((name) => enter(name).kind)).toEqual(['admitted', 'admitted', 'queued', 'full']);
  expect([admission.inside, admission.queued, admission.queuedMost, admission.room]).toEqual([2, 1, 1, 0]);
});

test('who leaves makes room for the one that has waited longest', () => {
  const { admission, admitted, enter } = doorOf(1, 5);
  for (const name of ['a', 'b', 'c']) enter(name);
  admission.leave();
  admission.leave();
  expect(admitted).toEqual(['b', 'c']);
  expect([admission.inside, admission.queued]).toEqual([1, 0]);
  admission.leave();
  expect(admission.inside).toBe(0);
});

test('who gives up while waiting is not let in, and its place in the queue is free', () => {
  const { admission, admitted, enter } = doorOf(1, 2);
  enter('a');
  const second = enter('b');
  enter('c');
  if (second.kind === 'queued') second.leave();
  expect(enter('d').kind).toBe('queued');
  admission.leave();
  admission.leave();
  expect(admitted).toEqual(['c', 'd']);
});

test('without a queue nobody waits', () => {
  const { enter } = doorOf(1, 0);
  expect([enter('a').kind, enter('b').kind]).toEqual(['admitted', 'full']);
});
