import { describe, expect, test } from 'vitest';
import { busyFiles, busyFleet } from '../support/busy-fleet.ts';
import { shop, watched, watchedText } from '../support/watched-fleet.ts';
import { modelRun } from '../../simulator/testing/fleet-of.ts';
import { LocalDriver } from '../../simulator/hosts/local-driver.ts';
import { answering } from '../../simulator/run/view/answering.ts';
import type { EngineFrame } from '../../simulator/wire/view/frame.ts';

describe('a frame counts', () => {
  test('what the report counts', async () => {
    const { driver, frame } = await watched(shop());
    await driver.advance(1_500_000);
    const shown = await frame();
    const report = await driver.report();
    expect(shown.requests.map(({ flow, count, ok }) => ({ flow, count, ok }))).toEqual(
      expect.arrayContaining(report.requests.map(({ flow, count, ok }) => ({ flow, count, ok }))),
    );
    for (const [name, { handled, errors }] of Object.entries(report.services))
      expect(shown.services[name]).toMatchObject({ handled, errors });
    for (const [name, { crashes, restarts }] of Object.entries(report.processes))
      expect(shown.processes[name]).toMatchObject({ crashes, restarts });
    expect(shown.counts.requests).toBe(report.requests.reduce((sum, { count }) => sum + count, 0));
    const { flow, groups } = { flow: shown.links['checkout->gateway']!, groups: report.topics['order.placed']!.groups };
    expect(flow.calls).toBe(report.requests.find((row) => row.flow === 'checkout')!.count);
    for (const [group, { consumed, lag }] of Object.entries(groups))
      expect(shown.topics['order.placed']!.groups[group]).toMatchObject({ consumed, lag, services: [group] });
    driver.dispose();
  });

  test('the places of each group on each partition, and who sends', async () => {
    const { driver, frame, act } = await watched(shop());
    await driver.advance(1_000_000);
    await act('hang', 'reports');
    await driver.advance(2_500_000);
    const { topics } = await frame();
    const { partitions, producers, groups, produced, broker } = topics['order.placed']!;
    expect(broker).toBe('kafka');
    expect(producers).toEqual({ orders: produced });
    expect(partitions.reduce((sum, { end }) => sum + end, 0)).toBe(produced);
    const behind = groups['reports']!;
    expect(behind.lag).toBeGreaterThan(10);
    expect(behind.positions.reduce((sum, position) => sum + position, 0)).toBe(produced - behind.lag);
    driver.dispose();
  });

  test('latencies of the last five seconds, and no older ones', async () => {
    const { driver, frame, act } = await watchedText(
      `services: { catalog: {} }\ntraffic: { load: { to: catalog, request: GET /, rate: 20/s } }`,
      { 'services/catalog.ts': `export default { fetch: () => new Response('ok') }` },
    );
    await act('slow', 'catalog', { by: 300_000 }, 2_000_000);
    await driver.advance(2_000_000);
    expect((await frame()).services['catalog']!.p95).toBeGreaterThan(300);
    await driver.advance(9_000_000);
    const later = (await frame()).services['catalog']!;
    expect(later.p99).toBeLessThan(20);
    expect(later.recent).toBeLessThan(later.handled);
    driver.dispose();
  });
});

describe('a frame shows', () => {
  test('replicas as they are just now, and not as they last reported', async () => {
    const { driver, frame, act } = await watched(shop());
    await driver.advance(1_000_000);
    await act('slow', 'payments', { by: 5_000_000 });
    await driver.advance(1_350_000);
    const payments = (await frame()).replicas.find(({ name }) => name === 'payments#1')!;
    expect(payments.inHand).toBeGreaterThan(1);
    const first = (await frame()).replicas[0]!.cpuBusyUs;
    await driver.advance(1_400_000);
    expect((await frame()).replicas[0]!.cpuBusyUs).toBeGreaterThan(first);
    driver.dispose();
  });

  test('a life: stopped since when, and when it comes back', async () => {
    const { driver, frame } = await watchedText(
      `services: { tired: { code: services/tired.ts } }\ntraffic: { load: { to: tired, request: GET /, rate: 10/s } }`,
      {
        'services/tired.ts': `setTimeout(() => { throw new Error('tired') }, 500)\nexport default { fetch: () => new Response('ok') }`,
      },
    );
    await driver.advance(1_000_000);
    const [tired] = (await frame()).replicas;
    expect(tired).toMatchObject({ state: 'waiting to restart', reason: 'uncaught Error: tired', inHand: 0 });
    expect(tired!.restartAtUs).toBeGreaterThan(tired!.sinceUs);
    expect((await frame()).processes['tired']).toMatchObject({ crashes: 1 });
    driver.dispose();
  });

  test('an open breaker with the time of its next try', async () => {
    const { driver, frame } = await watchedText(busyFleet, busyFiles);
    const reached = await driver.advance(20_000_000, { kind: 'breaker' });
    expect(reached).toContain('became open');
    const [breaker] = (await frame()).breakers;
    expect(breaker).toMatchObject({ service: 'orders', to: 'payments', where: 'link', state: 'open' });
    expect(breaker!.probeAtUs).toBe(breaker!.sinceUs + 1_000_000);
    driver.dispose();
  });

  test('stores with their connections, and one that is down', async () => {
    const { driver, frame, act } = await watched(shop());
    await driver.advance(1_000_000);
    expect((await frame()).stores['orders-db']).toMatchObject({ isUp: true, connections: 2, waiting: 0 });
    await act('kill', 'orders-db');
    await driver.advance(1_500_000);
    const { stores } = await frame();
    expect(stores['orders-db']).toMatchObject({ isUp: false, connections: 0 });
    expect(stores['orders-db']!.errors).toBeGreaterThan(0);
    driver.dispose();
  });

  test('services without code, by what they have in hand', async () => {
    const run = modelRun(
      `services: { front: { model: { latency: 50ms, calls: [back], concurrency: 5 } }, back: { model: { latency: 20ms } } }\n` +
        `traffic: { load: { to: front, request: GET /, rate: poisson(200/s) } }`,
    );
    const driver = new LocalDriver(run, { bringAnswers: async () => answering });
    await driver.advance(2_000_000);
    const frame: EngineFrame = await driver.frame({ playing: false, speed: 1, stopped: null, plays: 0 });
    const front = frame.replicas.find(({ process }) => process === 'front')!;
    expect(front.inHand).toBe(5);
    expect(front.queued).toBeGreaterThan(10);
    expect(frame.services['front']!.handled).toBeGreaterThan(50);
    expect(frame.links['load->front']!.calls).toBeGreaterThan(50);
    driver.dispose();
  });
});
