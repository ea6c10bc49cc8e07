import { expect, test } from 'vitest';
import { progressText } from '../../../src/features/explore/progress-text.ts';
import { leftMsOf } from '../../../src/session/engine/explore/left-ms.ts';
import type { ExploreProgress } from '../../../simulator/index.ts';

const searching: ExploreProgress = {
  ...{ phase: 'searching', runsDone: 10, runs: 50, triesDone: 0, virtualUs: 600_000_000, truths: [], found: [] },
};

test('the time that is left is what the runs that are done took, for each of those that are not', () => {
  expect(leftMsOf(searching, 20_000)).toBe(80_000);
});

test('of the first run alone, and of how many it takes to make a run smaller, nobody can tell', () => {
  expect(leftMsOf({ ...searching, runsDone: 1 }, 20_000)).toBeNull();
  expect(leftMsOf({ ...searching, phase: 'making smaller' }, 20_000)).toBeNull();
});

test.each([
  [null, '10 of 50 runs, 10 min of virtual time.'],
  [4_000, '10 of 50 runs, 10 min of virtual time, a few seconds left.'],
  [43_000, '10 of 50 runs, 10 min of virtual time, about 40 s left.'],
  [400_000, '10 of 50 runs, 10 min of virtual time, about 7 min left.'],
])('what is left is told in words that do not flicker: %s ms', (leftMs, said) => {
  expect(progressText(searching, leftMs)).toBe(said);
});
