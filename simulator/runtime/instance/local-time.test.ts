import { expect, test } from 'vitest';
import { LocalTime } from './local-time.ts';

test('a timer that has run can be cancelled without harm to the one that took its slot', () => {
  const time = new LocalTime(1, 0, () => undefined);
  const ran: string[] = [];
  const first = time.after(1, () => ran.push('first'));
  time.runNext();
  const second = time.after(1, () => ran.push('second'));
  time.cancel(first);
  expect(time.pending).toBe(1);
  time.cancel(second);
  time.cancel(second);
  expect(time.pending).toBe(0);
  time.after(1, () => ran.push('third'));
  time.runNext();
  expect(ran).toEqual(['first', 'third']);
});
