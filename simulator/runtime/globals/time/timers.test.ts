import { describe, expect, test } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';
import type { Performance } from './performance.ts';
import type { TimerGlobals } from './timers.ts';

const timersOf = (world: TestWorld): TimerGlobals => world.globals.names as unknown as TimerGlobals;

describe('timers keep the rules of Node in virtual time', () => {
  test('delays are whole milliseconds of at least one; an overlong one is one and warned of', () => {
    const world = new TestWorld();
    const { setTimeout } = timersOf(world);
    const fired: [unknown, number][] = [];
    for (const delay of [0, -5, NaN, undefined, 'x', 1.9, 2.5, '3', 2 ** 31]) {
      setTimeout(() => fired.push([delay, world.nowUs / 1000]), delay);
    }
    world.advanceMs(10);
    expect(Object.fromEntries(fired.map(([delay, at]) => [String(delay), at]))).toEqual({
      0: 1,
      '-5': 1,
      NaN: 1,
      undefined: 1,
      x: 1,
      '1.9': 1,
      '2.5': 2,
      3: 3,
      2147483648: 1,
    });
    expect(world.log[0]?.text).toContain('TimeoutOverflowWarning: 2147483648 does not fit');
  });

  test('order: nextTick, microtasks, immediates, then timers by time and by age', () => {
    const world = new TestWorld();
    const { setTimeout, setImmediate, queueMicrotask } = timersOf(world);
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    world.turn(() => {
      setTimeout(note('timeout 2'), 2);
      setTimeout(note('timeout 1'), 1);
      setTimeout(() => {
        order.push('timeout 1b');
        world.globals.process.nextTick(note('tick of 1b'));
        queueMicrotask(note('microtask of 1b'));
        setImmediate(note('immediate of 1b'));
      }, 1);
      setTimeout(note('timeout 1c'), 1);
      setImmediate(note('immediate'));
      queueMicrotask(note('microtask'));
      world.globals.process.nextTick(note('tick'));
    });
    world.advanceMs(5);
    expect(order).toEqual([
      'tick',
      'microtask',
      'immediate',
      'timeout 1',
      'timeout 1b',
      'tick of 1b',
      'microtask of 1b',
      'timeout 1c',
      'immediate of 1b',
      'timeout 2',
    ]);
  });

  test('an interval repeats until it is cleared, also from inside and after its callback threw', () => {
    const world = new TestWorld();
    const { setInterval, clearInterval } = timersOf(world);
    let count = 0;
    const interval = setInterval(() => {
      count += 1;
      if (count === 2) throw new Error('once');
      if (count === 4) clearInterval(interval);
    }, 10);
    world.advanceMs(100);
    expect([count, world.uncaught.length]).toEqual([4, 1]);
  });

  test('a timer can be refreshed, cleared by its number, and passes its values', () => {
    const world = new TestWorld();
    const { setTimeout, clearTimeout } = timersOf(world);
    const got: unknown[] = [];
    const timer = setTimeout((...values: unknown[]) => got.push(values, world.nowUs), 10, 'a', 2);
    const other = setTimeout(() => got.push('never'), 5);
    clearTimeout(Number(other));
    clearTimeout(undefined);
    world.advanceMs(8);
    expect(timer.refresh()).toBe(timer);
    world.advanceMs(50);
    expect(got).toEqual([['a', 2], 18_000]);
    expect([timer.hasRef(), timer.unref().hasRef(), timer.ref().hasRef()]).toEqual([true, false, true]);
  });

  test('a callback that is no function is refused by its code', () => {
    const { setTimeout, setImmediate, queueMicrotask } = timersOf(new TestWorld());
    for (const set of [setTimeout, setImmediate, queueMicrotask]) {
      expect(() => set('code')).toThrow(
        expect.objectContaining({
          code: 'ERR_INVALID_ARG_TYPE',
          message: `The "callback" argument must be of type function. Received type string ('code')`,
        }),
      );
    }
  });
});

test('performance counts from the start of the process, untouched by skew', () => {
  const world = new TestWorld();
  const performance = world.get<Performance>('performance');
  world.skewMs = 60_000;
  world.advanceMs(12.5);
  expect(performance.now()).toBe(12.5);
  performance.mark('a');
  world.advanceMs(7);
  expect(performance.measure('work', 'a').duration).toBe(7);
  expect(performance.getEntriesByType('measure').map(({ name }) => name)).toEqual(['work']);
  expect(() => performance.measure('x', 'unknown')).toThrow('has not been set');
  expect(performance.timeOrigin).toBe(Date.UTC(2026, 0, 1));
});
