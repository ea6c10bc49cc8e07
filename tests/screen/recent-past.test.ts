import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../src/session/changes-between.ts';
import { createFrameStore } from '../../src/session/frame-store.ts';
import { measured, unmeasured } from '../../src/session/reached-speed.ts';
import { recentPace } from '../../src/session/recent-pace.ts';
import { frame, replica } from './frames.ts';

const recently = { recent: 1, p50: 1, p95: 2, p99: 2 };
const orders = (handled: number) => ({ orders: { handled, errors: 0, ...recently } });
const checkouts = (count: number, ok: number) => [
  { flow: 'checkout', route: 'POST /orders', count, ok, failed: count - ok, ...recently, causes: [] },
];
const busy = (cpuShare: number) => ({
  orders: { crashes: 0, restarts: 0, oomKills: 0, cpuBusyUs: 0, cpuShare, heapBytes: 0 },
});

describe('the pace of a fleet', () => {
  test('is told over the past that is kept, not over the whole run', () => {
    const past = [
      frame({ virtualMs: 60_000, services: orders(1000), processes: busy(0.5), requests: checkouts(900, 900) }),
    ];
    const now = frame({
      virtualMs: 65_000,
      services: orders(1100),
      processes: busy(0.5),
      requests: checkouts(1000, 950),
    });
    expect(recentPace(past, now)).toEqual({ handled: { orders: 20 }, cpu: { orders: 0.5 }, okShare: 0.5 });
  });

  test('of a process that stopped working goes down at once', () => {
    const past = [frame({ virtualMs: 5_000, processes: busy(1) })];
    expect(recentPace(past, frame({ virtualMs: 10_000, processes: busy(0.5) })).cpu['orders']).toBe(0);
  });

  test('is told from the start as long as there is no past', () => {
    expect(recentPace([], frame({ virtualMs: 2_000, services: orders(10) })).handled['orders']).toBe(5);
  });

  test('has no share of successes where nothing was answered', () => {
    expect(recentPace([], frame()).okShare).toBeNull();
  });
});

describe('what is kept of the past', () => {
  test('spans five virtual seconds and a little more, in frames at least a tenth apart', () => {
    const store = createFrameStore();
    for (let virtualMs = 0; virtualMs <= 20_000; virtualMs += 20) store.take(frame({ virtualMs }), virtualMs);
    const { past } = store.getState();
    expect(past[0]!.virtualMs).toBeGreaterThanOrEqual(14_800);
    expect(past[0]!.virtualMs).toBeLessThanOrEqual(15_000);
    expect(past.length).toBeLessThanOrEqual(52);
  });

  test('is the frame before, when time leaps', () => {
    const store = createFrameStore();
    for (const virtualMs of [0, 60_000, 120_000]) store.take(frame({ virtualMs }), virtualMs);
    expect(store.getState().past.map(({ virtualMs }) => virtualMs)).toEqual([60_000]);
  });
});

describe('what is read out', () => {
  const healthy = frame({ states: [replica('orders', 'ready'), replica('payments', 'ready')] });

  test('is nothing when nothing changed', () => {
    expect(changesBetween(healthy, { ...healthy, virtualMs: 100 })).toBe('');
  });

  test('names who changed and how, together where it was the same', () => {
    const crashed = frame({ states: [replica('orders', 'crashed'), replica('payments', 'crashed')] });
    expect(changesBetween(healthy, crashed)).toBe('orders, payments crashed.');
  });

  test('tells a process that was killed from one that stopped, and one that hangs from one that is ready', () => {
    const faults = [
      { id: 1, verb: 'kill', target: 'payments', text: '', sinceUs: 0, untilUs: null },
      { id: 2, verb: 'hang', target: 'orders', text: '', sinceUs: 0, untilUs: null },
    ];
    const broken = frame({ states: [replica('orders', 'ready'), replica('payments', 'stopped')], faults });
    expect(changesBetween(healthy, broken)).toBe('orders hanging. payments killed.');
    expect(changesBetween(broken, healthy)).toBe('orders, payments ready.');
  });

  test('names the replica where a process has several', () => {
    const two = (state: 'ready' | 'crashed') =>
      frame({ states: [replica('orders', 'ready'), replica('orders', state, 2)] });
    expect(changesBetween(two('ready'), two('crashed'))).toBe('orders#2 crashed.');
  });
});

describe('the speed that is reached', () => {
  test('is virtual time by real time, measured anew each second', () => {
    let reached = unmeasured;
    for (let atMs = 0; atMs <= 1_000; atMs += 100) reached = measured(reached, frame({ virtualMs: atMs * 4 }), atMs);
    expect(reached.speed).toBe(4);
    reached = measured(reached, frame({ virtualMs: 6_000 }), 2_000);
    expect(reached.speed).toBe(2);
  });

  test('is unknown after a pause, which took real time and no virtual time', () => {
    const running = measured(unmeasured, frame(), 0);
    const paused = measured(running, frame({ playing: false, virtualMs: 900 }), 900);
    expect(measured(paused, frame({ virtualMs: 900 }), 60_000).speed).toBeNull();
  });
});
