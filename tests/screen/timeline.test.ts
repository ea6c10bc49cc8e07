import { expect, test } from 'vitest';
import type { Happening } from '../../simulator/index.ts';
import {
  labelSides,
  lowered,
  markText,
  marksOf,
  microsecondsOf,
  spanOf,
  tickText,
} from '../../src/features/timeline/scale.ts';
import { frame } from './frames.ts';

const second = 1_000_000;
const kill = (atUs: number, untilUs: number | null = null): Happening => ({
  atUs,
  lane: 'fault',
  target: 'payments',
  text: 'payments was killed',
  untilUs,
});
const sent = (atUs: number): Happening => ({ atUs, lane: 'fault', target: 'checkout', text: 'checkout came' });

test('the ruler holds the whole run and a little more, in round spans', () => {
  expect([0, 63_000, 95_000, second, 55 * second, 58 * second].map(spanOf)).toEqual(
    [0.1, 0.1, 0.2, 2, 60, 120].map((seconds) => seconds * second),
  );
  expect(spanOf(4000 * second)).toBe(7200 * second);
});

test('its marks are told as their span needs it', () => {
  expect(tickText(40_000, second / 10)).toBe('40 ms');
  expect(tickText(1.5 * second, 5 * second)).toBe('1.5 s');
  expect(tickText(90 * second, 300 * second)).toBe('01:30');
  expect(tickText(5400 * second, 7200 * second)).toBe('1:30:00');
});

test('the clock has microseconds where time stands in the picture, or goes slowly, or is over', () => {
  const virtualUs = 41_380_042;
  const told = (given: Parameters<typeof frame>[0], isPast = false) =>
    microsecondsOf({ frame: frame({ virtualUs, ...given }), isPast });
  expect(told({ playing: true, speed: 1 })).toBe(null);
  expect(told({ playing: false, speed: 1 })).toBe('042');
  expect(told({ playing: true, speed: 0.1 })).toBe('042');
  expect(told({ playing: true, speed: 1 }, true)).toBe('042');
  expect(microsecondsOf({ frame: null, isPast: false })).toBe('000');
});

test('what begins close together is one mark, which lasts as long as any of it', () => {
  const marks = marksOf([kill(0, second), kill(10, 2 * second), sent(20), kill(3 * second)], 'fault', 100);
  expect(marks.map(({ atUs, untilUs, happenings }) => [atUs, untilUs, happenings.length])).toEqual([
    [0, 2 * second, 3],
    [3 * second, null, 1],
  ]);
  expect(markText(marks[0]!)).toBe('payments was killed, and 2 more');
});

test('what was over at once has no length, and other lanes are left out', () => {
  expect(marksOf([sent(5), { ...sent(6), lane: 'deploy' }], 'fault', 0)).toMatchObject([
    { atUs: 5, untilUs: undefined },
  ]);
});

test('what begins while another lasts lies below it', () => {
  const marks = marksOf([kill(0), sent(5), kill(10, 20), kill(30, 40)], 'fault', 0);
  expect(lowered(marks)).toEqual([false, false, true, true]);
  expect(lowered(marksOf([kill(0, 5), kill(10, 20)], 'fault', 0))).toEqual([false, false]);
});

test('a label stands behind its mark, or before one that lasts, where nothing else is', () => {
  const sides = (...happenings: Happening[]) => labelSides(marksOf(happenings, 'fault', 0), 1000, 60 * second);
  expect(sides(sent(0), kill(30 * second, 31 * second), sent(32 * second))).toEqual(['behind', null, 'behind']);
  expect(sides(kill(30 * second))).toEqual(['before']);
  expect(sides(kill(2 * second))).toEqual([null]);
  expect(sides(sent(59 * second))).toEqual([null]);
  expect(sides(kill(0), kill(40 * second))).toEqual([null, null]);
});

test('no two labels lie over one another: the newest is the one that stays', () => {
  const sides = (...happenings: Happening[]) => labelSides(marksOf(happenings, 'fault', 0), 1000, 60 * second);
  expect(sides(sent(22 * second), kill(34 * second))).toEqual([null, 'before']);
  expect(sides(sent(10 * second), kill(34 * second))).toEqual(['behind', 'before']);
});
