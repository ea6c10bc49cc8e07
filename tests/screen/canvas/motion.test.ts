import { describe, expect, test, vi } from 'vitest';
import type { Message } from '../../../simulator/index.ts';
import { trackAlong } from '../../../src/features/canvas/layout/rounded-path.ts';
import { Motion } from '../../../src/features/canvas/motion/motion.ts';
import { ShownClock } from '../../../src/features/canvas/motion/shown-clock.ts';
import { Voyages, dotAt } from '../../../src/features/canvas/motion/voyages.ts';

function message(given: Partial<Message> = {}): Message {
  return {
    id: '1',
    from: 'a',
    to: 'b',
    fromReplica: null,
    toReplica: null,
    sentUs: 1_000,
    arrivesUs: 3_000,
    what: 'call',
    lost: null,
    ok: true,
    label: 'GET /',
    traceId: 't1',
    spanId: null,
    topic: null,
    partition: null,
    ...given,
  };
}

const track = trackAlong([
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
]);

describe('a message on its way', () => {
  const under = (given: Partial<Message> = {}, isBack = false): Voyages => {
    const voyages = new Voyages();
    voyages.take([message(given)], () => ({ track, isBack }));
    return voyages;
  };
  const placesAt = (voyages: Voyages, us: number, leastUs = 0) =>
    voyages.at(us, leastUs).map(({ x, y, isBroken }) => ({ x, y, isBroken }));

  test('is not there before it was sent', () => {
    expect(placesAt(under(), 999)).toEqual([]);
  });

  test('is as far along the line as its time is gone', () => {
    expect(placesAt(under(), 2_000)).toEqual([{ x: 100, y: 0, isBroken: false }]);
    expect(placesAt(under(), 2_500)).toEqual([{ x: 100, y: 50, isBroken: false }]);
  });

  test('comes back on the line that the call went by, when it is an answer', () => {
    const [dot] = placesAt(under({}, true), 2_500);
    expect(dot?.x).toBeCloseTo(50);
  });

  test('takes as long as somebody needs to see it, when that is longer', () => {
    expect(placesAt(under(), 3_000, 20_000)).toEqual([{ x: 20, y: 0, isBroken: false }]);
  });

  test('breaks on the way, when it is lost', () => {
    const voyages = under({ lost: 'the link was cut off', arrivesUs: 9_000_000 });
    expect(placesAt(voyages, 1_000 + 2_000, 10_000)[0]?.isBroken).toBe(false);
    const [broken] = placesAt(voyages, 1_000 + 9_000, 10_000);
    expect(broken?.isBroken).toBe(true);
    expect(broken?.y).toBeCloseTo(10);
  });

  test('is nowhere, when the chart has no line for it', () => {
    const voyages = new Voyages();
    voyages.take([message()], () => null);
    expect(voyages.at(2_000, 0)).toEqual([]);
  });

  test('can be pointed at from near by', () => {
    const dots = under().at(2_000, 0);
    expect(dotAt(dots, 105, 4, 10)?.message.traceId).toBe('t1');
    expect(dotAt(dots, 130, 0, 10)).toBeNull();
  });
});

describe('the moment that is drawn', () => {
  function playing(speed: number, forMs: number): { clock: ShownClock; shown: number[]; nowMs: number } {
    const clock = new ShownClock();
    const shown: number[] = [];
    let nowMs = 0;
    for (; nowMs <= forMs; nowMs += 10) {
      if (nowMs % 100 === 0) clock.take(nowMs * 1_000 * speed, true, nowMs);
      shown.push(clock.at(nowMs));
    }
    return { clock, shown, nowMs };
  }

  test('goes on between two frames, never back and never past the engine', () => {
    const { shown } = playing(1, 2_000);
    shown.forEach((us, index) => {
      expect(us).toBeGreaterThanOrEqual(shown[index - 1] ?? 0);
      expect(us).toBeLessThanOrEqual(Math.floor(index / 10) * 100_000);
    });
    expect(new Set(shown.slice(-20)).size).toBeGreaterThan(10);
  });

  test.each([0.01, 1, 10])('is about a frame behind at a speed of %d', (speed) => {
    const { shown } = playing(speed, 3_000);
    expect((3_000_000 * speed - shown.at(-1)!) / (1_000 * speed)).toBeLessThan(250);
  });

  test('reaches the engine soon after time stands, and stays there', () => {
    const { clock, nowMs } = playing(1, 1_000);
    clock.take(1_005_000, false, nowMs);
    for (let ms = nowMs; ms <= nowMs + 400; ms += 10) clock.at(ms);
    expect(clock.at(nowMs + 410)).toBe(1_005_000);
    expect(clock.hasArrived).toBe(true);
  });

  test('glides over what was stepped over, so that the hop is seen', () => {
    const clock = new ShownClock();
    clock.take(0, false, 0);
    clock.take(2_000, false, 1_000);
    const half = clock.at(1_150);
    expect(half).toBeGreaterThan(500);
    expect(half).toBeLessThan(1_500);
  });

  test('begins anew with another run', () => {
    const { clock, nowMs } = playing(1, 1_000);
    clock.take(0, true, nowMs);
    expect(clock.at(nowMs + 1)).toBe(0);
  });
});

test('where nothing is on its way, time that goes on is no reason to paint', () => {
  const getContext = vi.fn<() => null>(() => null);
  const motion = new Motion({ width: 10, height: 10, getContext } as unknown as HTMLCanvasElement);
  motion.setStill(true);
  for (let ms = 0; ms <= 1_000; ms += 20) {
    motion.take({ messages: [message()], leftOut: 0, virtualUs: ms * 1_000, playing: true, speed: 1 }, ms);
    motion.draw(ms, [0, 0, 1]);
  }
  expect(getContext).toHaveBeenCalledOnce();
  motion.draw(1_020, [5, 0, 1]);
  expect(getContext).toHaveBeenCalledTimes(2);
});
