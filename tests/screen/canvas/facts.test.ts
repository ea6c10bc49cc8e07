import { describe, expect, test } from 'vitest';
import type { EngineFrame } from '../../../simulator/index.ts';
import { hullFactsIn } from '../../../src/features/canvas/chart/hull-facts.ts';
import { lineFactsIn } from '../../../src/features/canvas/chart/line-facts.ts';
import { keptSame } from '../../../src/features/canvas/chart/same.ts';
import { recordsIn } from '../../../src/features/canvas/nodes/records.ts';
import { recentPace } from '../../../src/session/readings/recent-pace.ts';
import { frame } from '../frames.ts';
import { shop } from './fleets.ts';

function replica(name: string, given: Partial<EngineFrame['replicas'][number]> = {}): EngineFrame['replicas'][number] {
  const [process = ''] = name.split('#');
  return {
    name,
    process,
    services: [process],
    version: 'v1',
    state: 'ready',
    reason: '',
    place: null,
    end: null,
    sinceUs: 0,
    restartAtUs: null,
    cpuBusyUs: 0,
    inHand: 0,
    queued: 0,
    heapBytes: 2 ** 27,
    heapLimitBytes: 2 ** 28,
    ...given,
  };
}

const payments = shop.map.processes.filter(({ name }) => name === 'payments');

function paymentsIn(given: Partial<EngineFrame>) {
  const now = frame(given);
  return hullFactsIn(payments, now, recentPace([], now))['payments']!;
}

describe('a process on the chart', () => {
  test('is as its worst replica is, and says how many are so', () => {
    const replicas = [replica('payments#1'), replica('payments#2', { state: 'crashed' })];
    expect(paymentsIn({ replicas })).toMatchObject({ word: 'crashed', health: 'down', replicas: 2, affected: 1 });
  });

  test('that takes no more in hand than it can is queueing', () => {
    const replicas = [replica('payments#1', { inHand: 64, queued: 3 }), replica('payments#2')];
    expect(paymentsIn({ replicas })).toMatchObject({ word: 'queueing', inHand: 64, queued: 3, slots: 128, heap: 0.5 });
  });

  test('without code is ready, though nothing of it ever starts', () => {
    const now = frame({ replicas: [] });
    const models = payments.map((process) => ({ ...process, runsCode: false }));
    expect(hullFactsIn(models, now, recentPace([], now))['payments']).toMatchObject({ health: 'ready', replicas: 1 });
    expect(paymentsIn({ replicas: [] })).toMatchObject({ word: 'stopped', replicas: 0 });
  });

  test('flies the flags of what was done to it and to its replicas', () => {
    const fault = { id: 1, text: '', sinceUs: 0, untilUs: null, crashPoint: null };
    const faults = [
      { ...fault, verb: 'slow', target: 'payments' },
      { ...fault, verb: 'hang', target: 'payments#2' },
      { ...fault, verb: 'kill', target: 'orders' },
    ];
    const flags = paymentsIn({ replicas: [replica('payments#1'), replica('payments#2')], faults }).flags;
    expect(flags.map(({ verb }) => verb)).toEqual(['slow', 'hang']);
  });
});

describe('a line on the chart', () => {
  const edge = {
    id: 'orders payments',
    from: 'process:orders',
    to: 'process:payments',
    kind: 'call' as const,
    isTwoWay: false,
    links: ['orders->payments'],
  };
  const calls = (count: number, failed: number) => ({
    'orders->payments': { calls: count, failed, retries: 0, rejected: 0, recent: 5, p50: 1, p95: 9, p99: 12 },
  });
  const breaker = {
    service: 'orders',
    name: 'charge',
    to: 'payments',
    where: 'code' as const,
    sinceUs: 6_000_000,
    probeAtUs: 16_000_000,
  };

  test('tells rate and failures of the past seconds, not of the whole run', () => {
    const past = frame({ virtualUs: 5_000_000, links: calls(1_000, 0) });
    const now = frame({ virtualUs: 10_000_000, links: calls(1_100, 50) });
    const facts = lineFactsIn([edge], { frame: now, past, pace: recentPace([past], now) })[edge.id];
    expect(facts).toMatchObject({ perSecond: 20, failedShare: 0.5, p95: 9 });
  });

  test('has the switch of whoever guards it: the open one, how many are so, and how long until it tries', () => {
    const now = frame({
      virtualUs: 11_000_000,
      breakers: [
        { ...breaker, replica: 'orders#1', state: 'closed' },
        { ...breaker, replica: 'orders#2', state: 'open' },
      ],
    });
    const facts = lineFactsIn([edge], { frame: now, past: undefined, pace: recentPace([], now) })[edge.id];
    expect(facts?.breaker).toEqual({
      position: 'open',
      of: 2,
      inPosition: 1,
      name: 'charge',
      leftSeconds: 5,
      leftShare: 0.5,
    });
  });
});

test('facts that would be drawn alike stay the same objects', () => {
  const before = { orders: { queued: 1 }, users: { queued: 0 } };
  const now = keptSame(before, { orders: { queued: 1 }, users: { queued: 2 } });
  expect(now['orders']).toBe(before.orders);
  expect(now['users']).toEqual({ queued: 2 });
  expect(keptSame(now, { orders: { queued: 1 }, users: { queued: 2 } })).toBe(now);
});

describe('the records of a topic', () => {
  const topic = (end: number, position: number) => ({
    name: 'order.placed',
    partitions: [{ start: 0, end }],
    perSecond: 0,
    groups: [{ name: 'mailers', lag: end - position, positions: [position] }],
    flags: [],
  });
  const marks = (path: string): number => path.split('M').length - 1;
  const frameOfLane = { left: 0, slots: 20, rowHeight: 10 };

  test('are dark as long as a group has still to read them', () => {
    const { waiting, read, perMark } = recordsIn(topic(10, 7), frameOfLane);
    expect([marks(waiting), marks(read), perMark]).toEqual([3, 7, 1]);
  });

  test('stand for several each, when the slowest reader would be out of the picture', () => {
    const { waiting, perMark, pointers } = recordsIn(topic(1_000, 800), frameOfLane);
    expect(perMark).toBe(12);
    expect(marks(waiting)).toBe(17);
    expect(pointers[0]!.x).toBeLessThan(20 * 8);
  });
});
