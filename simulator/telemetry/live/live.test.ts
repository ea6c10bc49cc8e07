import { describe, expect, test } from 'vitest';
import { bucketCount, bucketOf, middleOf, quantilesOf } from './coarse-histogram.ts';
import { Happenings } from './happenings.ts';
import { NewestRequests } from './newest-requests.ts';
import { RecentWindow } from './recent-window.ts';
import { Series } from './series.ts';
import { Sketch } from '../../kernel/sketch.ts';
import type { RequestFact } from '../../wire/facts.ts';

const second = 1_000_000;

describe('a coarse histogram', () => {
  test('knows each duration within four parts of a hundred', () => {
    for (let us = 1; us < 2_000_000_000; us = Math.ceil(us * 1.037)) {
      const bucket = bucketOf(us);
      expect(bucket).toBeLessThan(bucketCount);
      expect(Math.abs(middleOf(bucket) / us - 1)).toBeLessThan(0.04);
    }
  });

  test('puts what is longer than it can tell into its last bucket, and what is shorter than nothing into its first', () => {
    expect(bucketOf(1e15)).toBe(bucketCount - 1);
    expect(bucketOf(-5)).toBe(0);
  });

  test('has no quantiles of nothing', () => {
    expect(quantilesOf(0, () => 0)).toEqual({ p50: 0, p95: 0, p99: 0 });
  });
});

describe('the last five seconds', () => {
  test('are what counts: older ones leave, second by second', () => {
    const window = new RecentWindow();
    for (let at = 0; at < 10; at++) window.add(at * second, (at + 1) * 1000);
    const { recent, p50, p99 } = window.at(9.5 * second);
    expect(recent).toBe(5);
    expect(Math.abs(p50 - 8)).toBeLessThan(0.3);
    expect(Math.abs(p99 - 10)).toBeLessThan(0.4);
    expect(window.at(13 * second).recent).toBe(1);
    expect(window.at(60 * second)).toEqual({ recent: 0, p50: 0, p95: 0, p99: 0 });
  });

  test('take in what services without code have counted', () => {
    const sketch = new Sketch();
    for (let call = 0; call < 1000; call++) sketch.add(20_000);
    const window = new RecentWindow();
    window.addTaken(second, sketch.take());
    expect(window.at(second).recent).toBe(1000);
    expect(Math.abs(window.at(second).p95 - 20)).toBeLessThan(0.8);
  });
});

describe('a series', () => {
  test('has bins without gaps, and the failed among the counted', () => {
    const series = new Series();
    series.count(100_000, 5_000, true);
    series.count(1_100_000, 7_000, false);
    const { binUs, bins } = series.answer(1_500_000);
    expect(binUs).toBe(250_000);
    expect(bins.map(({ atUs, count, failed }) => [atUs, count, failed])).toEqual([
      [0, 1, 0],
      [250_000, 0, 0],
      [500_000, 0, 0],
      [750_000, 0, 0],
      [1_000_000, 1, 1],
      [1_250_000, 0, 0],
    ]);
    expect(bins[1]!.p95).toBeNull();
    expect(Math.abs(bins[4]!.p95! - 7)).toBeLessThan(0.3);
  });

  test('stays small however long the run, and loses no count', () => {
    const series = new Series();
    for (let at = 0; at < 7_200; at++) series.count(at * second, at < 3_600 ? 10_000 : 90_000, at % 10 !== 0);
    const { binUs, bins } = series.answer(7_200 * second);
    expect(bins.length).toBeLessThanOrEqual(240);
    expect(binUs * bins.length).toBeGreaterThanOrEqual(7_200 * second);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(7_200);
    expect(bins.reduce((sum, { failed }) => sum + failed, 0)).toBe(720);
    expect(Math.abs(bins[0]!.p50! - 10)).toBeLessThan(0.4);
    expect(Math.abs(bins.at(-1)!.p50! - 90)).toBeLessThan(3);
  });

  test('spreads the work of a process over the time in which it was done, and keeps a level until the next', () => {
    const series = new Series();
    series.level(0, { heapBytes: 5, inHand: 1, queued: 0 });
    series.busy(0, second, 0.5);
    series.level(second, { heapBytes: 9 });
    const { bins } = series.answer(1.5 * second);
    expect(bins.map(({ cpu }) => cpu)).toEqual([0.5, 0.5, 0.5, 0.5, 0, 0]);
    expect(bins.map(({ heapBytes, inHand }) => [heapBytes, inHand])).toEqual([
      [5, 1],
      [5, 1],
      [5, 1],
      [5, 1],
      [9, 1],
      [9, 1],
    ]);
  });
});

describe('the newest requests', () => {
  const request = (number: number, more: Partial<RequestFact> = {}): RequestFact => ({
    kind: 'request',
    flow: number % 2 === 0 ? 'even' : 'odd',
    route: 'GET /',
    traceId: `trace ${number}`,
    spanId: '',
    startUs: number,
    endUs: number + 5_000,
    status: 200,
    failure: null,
    why: '',
    ...more,
  });

  test('come first, and older ones than are kept do not come', () => {
    const requests = new NewestRequests();
    for (let number = 0; number < 5_000; number++) requests.add(request(number));
    expect(requests.total).toBe(5_000);
    expect(requests.matching({ newest: 3 }).map(({ startUs }) => startUs)).toEqual([4_999, 4_998, 4_997]);
    expect(requests.matching({ newest: 2, flow: 'even' }).map(({ startUs }) => startUs)).toEqual([4_998, 4_996]);
    expect(requests.matching({ newest: 9_999 })).toHaveLength(3_000);
    expect(requests.of('trace 4000')?.startUs).toBe(4_000);
    expect(requests.of('trace 1')).toBeUndefined();
  });

  test('are sifted by outcome and by how long they took', () => {
    const requests = new NewestRequests();
    requests.add(request(1));
    requests.add(request(2, { status: 503 }));
    requests.add(request(3, { status: null, failure: 'timeout', endUs: 900_000 }));
    const found = (asked: Parameters<NewestRequests['matching']>[0]) =>
      requests.matching(asked).map(({ startUs }) => startUs);
    expect(found({ newest: 9, outcome: 'failed' })).toEqual([3, 2]);
    expect(found({ newest: 9, outcome: 'ok' })).toEqual([1]);
    expect(found({ newest: 9, slowerThanMs: 100 })).toEqual([3]);
  });
});

describe('happenings', () => {
  const fault = (id: number, what: 'applied' | 'undone') =>
    ({ kind: 'action', verb: 'kill', target: 'payments', sizes: {}, what, text: 'payments was killed', id }) as const;

  test('of a fault last from when it was applied to when it was undone', () => {
    const happenings = new Happenings();
    happenings.addAction(1, fault(1, 'applied'));
    happenings.addAction(5, fault(2, 'applied'));
    happenings.addAction(9, fault(1, 'undone'));
    expect(happenings.since(0)).toMatchObject([
      { atUs: 1, lane: 'fault', faultId: 1, untilUs: 9 },
      { atUs: 5, lane: 'fault', faultId: 2, untilUs: null },
    ]);
    expect(happenings.faultsWithin(0, 4).map(({ id }) => id)).toEqual([1]);
    expect(happenings.faultsWithin(10, 20).map(({ id }) => id)).toEqual([2]);
  });

  test('that still last are told to whoever asks for later ones', () => {
    const happenings = new Happenings();
    happenings.addBreaker(1, 'orders#1', { kind: 'breaker', service: 'orders', name: 'b', where: 'code', to: 'open' });
    happenings.addProcess(2, 'mails#1', { kind: 'process', state: 'crashed', reason: 'out of memory' });
    expect(happenings.since(50).map(({ text }) => text)).toEqual(['b: open', 'crashed: out of memory']);
    happenings.addBreaker(60, 'orders#1', {
      kind: 'breaker',
      service: 'orders',
      name: 'b',
      where: 'code',
      to: 'closed',
    });
    happenings.addProcess(70, 'mails#1', { kind: 'process', state: 'ready', reason: '' });
    expect(happenings.since(50).map(({ text }) => text)).toEqual(['b: closed', 'ready']);
    expect(happenings.since(0)[0]).toMatchObject({ untilUs: 60 });
  });
});
