import { describe, expect, test } from 'vitest';
import type { SeriesAnswer, SeriesBin } from '../../../simulator/index.ts';
import { stateAt, stretchesOf } from '../../../src/features/evidence/metrics/breaker-stretches.ts';
import { chartKinds } from '../../../src/features/evidence/metrics/chart-kinds.ts';
import { shownFor } from '../../../src/features/evidence/metrics/panels.ts';
import { binAt, plotOf, valueIn } from '../../../src/features/evidence/metrics/plot.ts';
import { createMomentStore } from '../../../src/session/stores/moment-store.ts';
import { shop } from '../canvas/fleets.ts';
import { frame } from '../frames.ts';

const second = 1_000_000;

function bin(atUs: number, given: Partial<SeriesBin> = {}): SeriesBin {
  const none = { p50: null, p95: null, p99: null, cpu: null, heapBytes: null, inHand: null, queued: null, lag: null };
  return { atUs, count: 0, failed: 0, ...none, ...given };
}

const series = (...bins: SeriesBin[]): SeriesAnswer => ({ binUs: second, bins });
const [all, failed] = chartKinds.rate.lines;

describe('a chart', () => {
  test('counts a bin that is not over by the time it has lasted, and does not count one that has only begun', () => {
    expect(valueIn(all!, bin(second, { count: 30 }), second, 1.5 * second)).toBe(60);
    expect(valueIn(all!, bin(second, { count: 30 }), second, 1.1 * second)).toBeNull();
  });

  test('is broken where nothing was measured', () => {
    const measured = series(bin(0, { p50: 5 }), bin(second), bin(2 * second, { p50: 8 }), bin(3 * second, { p50: 8 }));
    const { lines, most } = plotOf(chartKinds.latency, measured, { fromUs: 0, untilUs: 4 * second }, 4 * second);
    expect(most).toBe(10);
    expect(lines[0]!.path.match(/M/g)).toHaveLength(2);
  });

  test('has no line of failures where nothing failed, and one where something did', () => {
    const whole = { fromUs: 0, untilUs: 2 * second };
    const pathOfFailed = (count: number): string | undefined =>
      plotOf(chartKinds.rate, series(bin(0, { count: 9, failed: count }), bin(second)), whole, 2 * second).lines.find(
        ({ line }) => line === failed,
      )?.path;
    expect(pathOfFailed(0)).toBe('');
    expect(pathOfFailed(1)).toMatch(/^M/);
  });

  test('shows the stretch that was marked and nothing of the rest', () => {
    const bins = Array.from({ length: 10 }, (_, index) => bin(index * second, { count: index === 9 ? 1000 : index }));
    const { lines, most } = plotOf(
      chartKinds.rate,
      series(...bins),
      { fromUs: 2 * second, untilUs: 5 * second },
      10 * second,
    );
    expect(most).toBe(5);
    expect(lines[0]!.path.match(/[ML]/g)).toHaveLength(3);
  });

  test('tells the moment that is pointed at, or else the latest that says something', () => {
    const answer = series(bin(0), bin(second), bin(2 * second));
    expect(binAt(answer, 1.4 * second, 2.1 * second)?.atUs).toBe(second);
    expect(binAt(answer, null, 2.1 * second)?.atUs).toBe(second);
    expect(binAt(answer, null, 2.9 * second)?.atUs).toBe(2 * second);
  });
});

describe('what charts are about', () => {
  test('nothing is selected: the clients, and the three services that do worst, the worst first', () => {
    const figures = (handled: number, errors: number, p95: number) => {
      return { handled, errors, recent: 1, p50: 1, p95, p99: p95 };
    };
    const services = { a: figures(100, 0, 2), b: figures(100, 50, 5), c: figures(100, 0, 90), d: figures(100, 9, 1) };
    const { subjects } = shownFor(null, shop.map, frame({ services }));
    expect(subjects.filter(({ kind }) => kind === 'flow').map(({ of }) => of)).toEqual(
      shop.map.flows.map(({ name }) => name),
    );
    expect(subjects.filter(({ kind }) => kind === 'service').map(({ of }) => of)).toEqual(['b', 'd', 'c']);
  });

  test('a process is selected: how loaded it is, its services, whom they call and what they read', () => {
    const calls = { calls: 1, failed: 0, retries: 0, rejected: 0, recent: 1, p50: 1, p95: 1, p99: 1 };
    const reading = { consumed: 1, redelivered: 0, lag: 0, services: ['payments'], positions: [0] };
    const topic = { broker: 'kafka', produced: 1, producers: {}, partitions: [], groups: { payments: reading } };
    const shown = shownFor(
      { kind: 'process', name: 'payments' },
      shop.map,
      frame({
        links: { 'payments->payments-db': calls, 'orders->payments': calls },
        topics: { 'order.placed': topic },
      }),
    );
    expect(shown.subjects.map(({ kind, of }) => `${kind} ${of}`)).toEqual([
      'process payments',
      'service payments',
      'group order.placed/payments',
      'link payments->payments-db',
    ]);
    expect(shown.breakers).toEqual({ services: ['payments'], to: null });
  });

  test('a link is selected: its calls, and the breakers that guard them', () => {
    const shown = shownFor({ kind: 'link', name: 'orders -> payments' }, shop.map, frame());
    expect(shown.subjects.map(({ of }) => of)).toEqual(['orders->payments']);
    expect(shown.breakers).toEqual({ services: ['orders'], to: 'payments' });
  });
});

test('a breaker was closed until it first moved, and is what it last became', () => {
  const moves = [
    { atUs: 5, to: 'open' },
    { atUs: 9, to: 'half-open' },
  ];
  expect(stretchesOf(moves, 12)).toEqual([
    { state: 'closed', fromUs: 0, untilUs: 5 },
    { state: 'open', fromUs: 5, untilUs: 9 },
    { state: 'half-open', fromUs: 9, untilUs: 12 },
  ]);
  expect([4, 5, 8, 11].map((atUs) => stateAt(moves, atUs))).toEqual(['closed', 'open', 'open', 'half-open']);
});

describe('one place in time for all', () => {
  test('what is marked from right to left is shown from left to right', () => {
    const moment = createMomentStore();
    moment.brush(9, 4);
    moment.zoomIn(2);
    expect(moment.getState()).toMatchObject({ range: { fromUs: 4, untilUs: 9 }, brush: null });
    moment.zoomOut();
    expect(moment.getState().range).toBeNull();
  });

  test('a press is no stretch: what is shown stays', () => {
    const moment = createMomentStore();
    moment.brush(5, 5);
    moment.zoomIn(2);
    expect(moment.getState()).toMatchObject({ range: null, brush: null });
  });
});
