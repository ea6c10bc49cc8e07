import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GroupDriver } from './group-driver.ts';
import type { FromGroup, GroupStart, ToGroup } from './group-protocol.ts';

/** A worker that takes its time over some of what it is asked. */
class SlowWorker {
  static made = 0;
  static tookMs: Partial<Record<ToGroup['kind'], number>> = {};
  onmessage: ((event: { readonly data: FromGroup }) => void) | null = null;
  #isOver = false;

  constructor() {
    SlowWorker.made++;
  }

  postMessage({ id, message }: { readonly id: number; readonly message: ToGroup }): void {
    const value = message.kind === 'advance' ? { nowUs: message.untilUs, reached: null } : message.kind;
    setTimeout(() => {
      if (!this.#isOver) this.onmessage?.({ data: { kind: 'done', id, value } });
    }, SlowWorker.tookMs[message.kind] ?? 1);
  }

  terminate(): void {
    this.#isOver = true;
  }
}

beforeEach(() => {
  SlowWorker.made = 0;
  SlowWorker.tookMs = {};
  vi.useFakeTimers();
  vi.stubGlobal('Worker', SlowWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const start = { kind: 'start', seed: '1', servers: { log: null, sql: null } } as unknown as Omit<
  GroupStart,
  'watchFromUs'
>;

async function opened(): Promise<GroupDriver> {
  const opening = GroupDriver.open('', start);
  await vi.advanceTimersByTimeAsync(10);
  return opening;
}

test('a report of a long run takes as long as it takes: nobody hangs, and the engine goes on', async () => {
  const driver = await opened();
  SlowWorker.tookMs = { report: 4_000, frame: 2_000, map: 2_000 };
  const asked = driver.report().then(() => driver.frame({ playing: false, speed: 1, stopped: null, plays: 0 }));
  await vi.advanceTimersByTimeAsync(7_000);
  await expect(asked).resolves.toBe('frame');
  const mapped = driver.map();
  await vi.advanceTimersByTimeAsync(3_000);
  await expect(mapped).resolves.toBe('map');
  const moved = driver.advance(5_000, null);
  await vi.advanceTimersByTimeAsync(10);
  await moved;
  expect([driver.nowUs, SlowWorker.made]).toEqual([5_000, 1]);
});

test('who is silent for a second while time moves hangs: the run is done again in another worker', async () => {
  const driver = await opened();
  SlowWorker.tookMs = { advance: 1_500 };
  const moved = driver.advance(5_000, null);
  await vi.advanceTimersByTimeAsync(900);
  SlowWorker.tookMs = {};
  await vi.advanceTimersByTimeAsync(2_000);
  await moved;
  expect([driver.nowUs, SlowWorker.made]).toEqual([5_000, 2]);
});
