import { expect, test } from 'vitest';
import { Yardstick } from './yardstick.ts';

test('it tells how long its work takes, and remembers the least', async () => {
  const yardstick = await Yardstick.start();
  const first = yardstick.fastestMs;
  const readings = [await yardstick.read(), await yardstick.read()];
  await yardstick.close();
  expect(Math.min(first, ...readings)).toBeGreaterThan(1);
  expect(yardstick.fastestMs).toBe(Math.min(first, ...readings));
}, 60_000);
