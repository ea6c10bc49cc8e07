import { expect, test } from 'vitest';
import { stepsIn, Watchdog } from './watchdog.ts';

/** Real time that passes when the test says so. */
class TestTimers {
  readonly #due = new Map<number, () => void>();
  #timers = 0;

  setTimer = (run: () => void): number => {
    this.#due.set(++this.#timers, run);
    return this.#timers;
  };

  clearTimer = (timer: unknown): void => void this.#due.delete(timer as number);

  get pending(): number {
    return this.#due.size;
  }

  step(): void {
    const due = [...this.#due];
    this.#due.clear();
    for (const [, run] of due) run();
  }
}

test('one timer counts for all, for as long as there is anybody', () => {
  const timers = new TestTimers();
  const watchdog = new Watchdog(timers);
  const counted: string[] = [];
  const [first, second] = ['first', 'second'].map((name) => ({ countStep: () => void counted.push(name) }));
  watchdog.add(first!);
  watchdog.add(second!);
  expect(timers.pending).toBe(1);
  timers.step();
  watchdog.remove(first!);
  timers.step();
  expect(counted).toEqual(['first', 'second', 'second']);
  watchdog.remove(second!);
  expect(timers.pending).toBe(0);
});

test('whoever is ended by a step may be gone before it is over', () => {
  const timers = new TestTimers();
  const watchdog = new Watchdog(timers);
  const last = { countStep: () => watchdog.remove(last) };
  watchdog.add(last);
  timers.step();
  expect(timers.pending).toBe(0);
});

test('a wait is given all of its time, though it begins in the middle of a step', () => {
  expect(stepsIn(1_000)).toBe(11);
});
