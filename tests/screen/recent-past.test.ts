import { describe, expect, test } from 'vitest';
import { announced, silent } from '../../src/session/readings/announcement.ts';
import { changesBetween } from '../../src/session/readings/changes-between.ts';
import { createFrameStore } from '../../src/session/stores/frame-store.ts';
import { measured, unmeasured } from '../../src/session/readings/reached-speed.ts';
import { recentPace } from '../../src/session/readings/recent-pace.ts';
import { checkouts, fault, frame, replica } from './frames.ts';

const orders = (handled: number) => ({ orders: { handled, errors: 0, recent: 1, p50: 1, p95: 2, p99: 2 } });
const busy = (cpuBusyUs: number) => ({
  orders: { crashes: 0, restarts: 0, oomKills: 0, cpuBusyUs, cpuShare: 0, heapBytes: 0, rollout: null },
});
const calls = (count: number, failed: number) => ({
  'orders->payments': { calls: count, failed, retries: 0, rejected: 0, recent: 1, p50: 1, p95: 2, p99: 2 },
});
const second = 1_000_000;

describe('the pace of a fleet', () => {
  test('is told over the past that is kept, not over the whole run', () => {
    const before = { services: orders(1000), processes: busy(30 * second), links: calls(900, 0) };
    const past = [frame({ virtualUs: 60 * second, requests: checkouts(900), ...before })];
    const after = { services: orders(1100), processes: busy(35 * second), links: calls(1000, 50) };
    const now = frame({ virtualUs: 65 * second, requests: checkouts(1000, 950), ...after });
    expect(recentPace(past, now)).toEqual({
      handled: { orders: 20 },
      cores: { orders: 1 },
      links: { 'orders->payments': { perSecond: 20, failedShare: 0.5 } },
      okShare: 0.5,
    });
  });

  test('is told from the start as long as there is no past', () => {
    expect(recentPace([], frame({ virtualUs: 2 * second, services: orders(10) })).handled['orders']).toBe(5);
  });

  test('knows of no less than idle cores, though what a dead process did last was never told', () => {
    const past = [frame({ virtualUs: 60 * second, processes: busy(30 * second) })];
    const now = frame({ virtualUs: 65 * second, processes: busy(29 * second) });
    expect(recentPace(past, now).cores).toEqual({ orders: 0 });
  });

  test('has no share of successes where nothing was answered', () => {
    expect(recentPace([], frame()).okShare).toBeNull();
  });
});

describe('what is kept of the past', () => {
  test('spans five virtual seconds and a little more, in frames at least a tenth apart', () => {
    const store = createFrameStore();
    for (let ms = 0; ms <= 20_000; ms += 20) store.take(frame({ virtualUs: ms * 1000 }), ms);
    const { past } = store.getState();
    expect(past[0]!.virtualUs).toBeGreaterThanOrEqual(14_800_000);
    expect(past[0]!.virtualUs).toBeLessThanOrEqual(15_000_000);
    expect(past.length).toBeLessThanOrEqual(52);
  });

  test('is the frame before, when time leaps', () => {
    const store = createFrameStore();
    for (const ms of [0, 60_000, 120_000]) store.take(frame({ virtualUs: ms * 1000 }), ms);
    expect(store.getState().past.map(({ virtualUs }) => virtualUs)).toEqual([60 * second]);
  });
});

describe('a past that is shorter than a blink', () => {
  const at = (virtualUs: number) => frame({ virtualUs, services: orders(700) });

  test('is none: of a run that was brought to a moment, and then acted upon, the pace is that of all of it', () => {
    const store = createFrameStore();
    for (const atUs of [10 * second, 10 * second, 10 * second + 1]) {
      store.take(at(atUs), 0);
      const { past, frame: shown } = store.getState();
      expect(recentPace(past, shown!).handled['orders']).toBeCloseTo(70, 3);
    }
  });

  test('is one as soon as it is longer, however small the steps', () => {
    const store = createFrameStore();
    for (let ms = 0; ms <= 60; ms++) store.take(at(10 * second + ms * 1_000), ms);
    const { past, frame: shown } = store.getState();
    expect(past[0]!.virtualUs).toBe(10 * second);
    expect(recentPace(past, shown!).handled['orders']).toBe(0);
  });

  test('is none either where somebody looks at now again', () => {
    const store = createFrameStore();
    store.take(at(10 * second), 0);
    store.lookBack({ frame: at(5 * second), before: [] });
    store.take(at(10 * second + 1), 100);
    store.lookAtNow();
    expect(store.getState().past).toEqual([]);
  });
});

describe('what is read out', () => {
  const healthy = frame({ replicas: [replica('orders', 'ready'), replica('payments', 'ready')] });

  test('is nothing when nothing changed', () => {
    expect(changesBetween(healthy, { ...healthy, virtualUs: 100_000 })).toBe('');
  });

  test('names who changed and how, together where it was the same', () => {
    const crashed = frame({ replicas: [replica('orders', 'crashed'), replica('payments', 'crashed')] });
    expect(changesBetween(healthy, crashed)).toBe('orders, payments crashed.');
  });

  test('tells a process that was killed from one that stopped, and one that hangs from one that is ready', () => {
    const faults = [fault('kill', 'payments'), fault('hang', 'orders', 2)];
    const broken = frame({ replicas: [replica('orders', 'ready'), replica('payments', 'stopped')], faults });
    expect(changesBetween(healthy, broken)).toBe('orders hanging. payments killed.');
    expect(changesBetween(broken, healthy)).toBe('orders, payments ready.');
  });

  test('names the replica where a process has several', () => {
    const two = (state: 'ready' | 'crashed') =>
      frame({ replicas: [replica('orders', 'ready'), replica('orders', state, 2)] });
    expect(changesBetween(two('ready'), two('crashed'))).toBe('orders#2 crashed.');
  });
});

describe('failures', () => {
  const failing = (count: number) => frame({ requests: checkouts(count, 0) });

  test('are read out at once, then counted and read out every five seconds', () => {
    const first = announced(silent, frame(), failing(1), 0);
    expect(first.text).toBe('1 request failed.');
    const second = announced(first, failing(1), failing(30), 4_000);
    expect(second.text).toBe('1 request failed.');
    expect(announced(second, failing(30), failing(40), 5_000).text).toBe('39 requests failed.');
  });

  test('do not take the place of what was said of a process a moment ago', () => {
    const before = frame({ replicas: [replica('payments', 'ready')] });
    const replicas = [replica('payments', 'crashed')];
    const after = frame({ replicas });
    const failed = frame({ replicas, requests: checkouts(3, 0) });
    const first = announced(silent, before, after, 0);
    expect(announced(first, after, failed, 100).text).toBe('payments crashed. 3 requests failed.');
    expect(announced(first, after, failed, 3_000).text).toBe('3 requests failed.');
  });

  test('are read out behind what happened to processes', () => {
    const before = frame({ replicas: [replica('payments', 'ready')] });
    const after = frame({ replicas: [replica('payments', 'crashed')], requests: checkouts(3, 0) });
    expect(announced(silent, before, after, 0).text).toBe('payments crashed. 3 requests failed.');
  });
});

describe('the speed that is reached', () => {
  test('is virtual time by real time, measured anew each second', () => {
    let reached = unmeasured;
    for (let atMs = 0; atMs <= 1_000; atMs += 100)
      reached = measured(reached, frame({ virtualUs: atMs * 4_000 }), atMs);
    expect(reached.speed).toBe(4);
    reached = measured(reached, frame({ virtualUs: 6 * second }), 2_000);
    expect(reached.speed).toBe(2);
  });

  test('is unknown after a pause, which took real time and no virtual time', () => {
    const running = measured(unmeasured, frame(), 0);
    const paused = measured(running, frame({ playing: false, virtualUs: 900_000 }), 900);
    expect(measured(paused, frame({ virtualUs: 900_000 }), 60_000).speed).toBeNull();
  });
});
