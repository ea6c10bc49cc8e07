import { expect, test } from 'vitest';
import { calmLegs, middleOf } from './leg.ts';

const leg = (speed: number, yardMs: number) => ({ speed, yardMs });

test('legs count in which the machine was nearly as fast as it ever was', () => {
  expect(calmLegs([leg(30, 100), leg(20, 130), leg(31, 129)], 100)).toEqual([true, false, true]);
  expect(calmLegs([leg(30, 100), leg(20, 130), leg(31, 129)], 76)).toEqual([false, false, false]);
});

test('the middle one of those that count is told, with how far they lie apart and how many are left out', () => {
  const counts = [true, false, true, true, false];
  expect(middleOf([4.2, 9, 4, 4.5, 1], counts)).toEqual({ value: 4.2, range: [4, 4.5], leftOut: [2, 5] });
  expect(middleOf([4.2, 4], [true, true])).toEqual({ value: 4.2, range: [4, 4.2] });
});

test('where hardly any counts all do, and it says so', () => {
  const { value, range, leftOut, caution } = middleOf([4.2, 9, 4, 4.5, 1], [true, true, false, false, false]);
  expect({ value, range, leftOut }).toEqual({ value: 4.2, range: [1, 9], leftOut: undefined });
  expect(caution).toBe('the machine was slow');
});

test('a single one is enough where no more were run', () => {
  expect(middleOf([4], [true])).toEqual({ value: 4 });
});
