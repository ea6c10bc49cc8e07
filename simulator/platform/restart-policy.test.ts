import { expect, test } from 'vitest';
import { restartDelayUs } from './restart-policy.ts';

test('each crash in a row doubles the wait, from ten seconds to five minutes', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 100].map((crashes) => restartDelayUs(crashes) / 1_000_000);
  expect(seconds).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});
