import { describe, expect, test } from 'vitest';
import { given } from '../../tests/support/given.ts';
import type { FleetUnderTest } from '../testing/fleet-under-test.ts';

const slow = `export default { fetch: () => new Promise((resolve) => setTimeout(() => resolve(new Response('ok')), 90)) }`;

const slowToBeReady = `await new Promise((resolve) => setTimeout(resolve, 2000))\n${slow}`;

const fleetWith = (flow: string, code = slow): Promise<FleetUnderTest> =>
  given(
    `services: { shop: { cost: 0us } }\nlinks: { default: { latency: 5ms } }\ntraffic: { load: { to: shop, ${flow} } }`,
    { files: { 'services/shop.ts': code } },
  );

const startsOf = (fleet: FleetUnderTest) => fleet.factsOf('request').map((request) => request.startUs);

describe('users', () => {
  test('wait for their answer and think before the next request: each takes turns of answer and thought', async () => {
    const fleet = await fleetWith('request: GET /, users: 3, think: 100ms');
    await fleet.run('10s');
    // An answer takes 100 ms, a thought 100 ms; the doors open once the fleet is ready, and first they think.
    const perUser = 10_000 / 200;
    expect(Math.abs(startsOf(fleet).length - 3 * perUser)).toBeLessThanOrEqual(3);
    expect(new Set(startsOf(fleet)).size).toBe(startsOf(fleet).length / 3);
  });

  test('never have more requests under way than there are users, however slow the fleet', async () => {
    const fleet = await fleetWith('request: GET /, users: 4, think: 1ms');
    await fleet.run('1s');
    fleet.act('slow', 'shop', { by: '3s' });
    await fleet.run('5s');
    const changes = fleet.packets
      .filter(
        ({ link, what, packet }) =>
          link === 'load -> shop' &&
          ((what === 'send' && packet === 'call') || (what === 'deliver' && packet === 'answer')),
      )
      .map(({ atUs, packet }) => ({ atUs, by: packet === 'call' ? 1 : -1 }))
      .sort((left, right) => left.atUs - right.atUs || left.by - right.by);
    let waiting = 0;
    const most = Math.max(...changes.map(({ by }) => (waiting += by)));
    expect(most).toBe(4);
  });

  test('too many of them leave after the journey they are on, and others come when there are to be more', async () => {
    const fleet = await fleetWith('request: GET /, users: 2, think: 100ms');
    fleet.act('traffic', 'load', { times: 5, for: '2s' });
    await fleet.run('7s');
    const perSecond = (second: number): number =>
      startsOf(fleet).filter((us) => Math.floor(us / 1_000_000) === second).length;
    expect([perSecond(1), perSecond(3), perSecond(5)]).toEqual([50, 10, 10]);
  });
});

describe('a flow', () => {
  test('begins and ends when it says', async () => {
    const fleet = await fleetWith('request: GET /, rate: 100/s, from: 2s, for: 3s');
    await fleet.run('10s');
    const starts = startsOf(fleet);
    expect(Math.floor(Math.min(...starts) / 1_000_000)).toBe(2);
    expect(Math.max(...starts)).toBeLessThan(5_010_000);
    expect(starts.length).toBeGreaterThanOrEqual(298);
    expect(starts.length).toBeLessThanOrEqual(300);
  });

  test('asks its steps one after the other, each with its own pause, and the next only when the last is answered', async () => {
    const fleet = await given(
      `services: { shop: { cost: 0us } }
links: { default: { latency: 5ms } }
traffic: { load: { rate: 1/s, for: 1500ms, steps: [{ to: shop, request: GET /cart }, { to: shop, request: POST /order, think: 250ms }] } }`,
      { files: { 'services/shop.ts': slow } },
    );
    await fleet.run('5s');
    const requests = fleet.factsOf('request').map(({ route, startUs, endUs }) => ({ route, startUs, endUs }));
    expect(requests.map((request) => request.route)).toEqual(['GET /cart', 'POST /order']);
    expect(requests[1]!.startUs - requests[0]!.endUs).toBe(250_000);
  });

  test('waits for a fleet that is slow to be ready', async () => {
    const fleet = await fleetWith('request: GET /, rate: 10/s', slowToBeReady);
    await fleet.run('4s');
    expect(Math.min(...startsOf(fleet))).toBeGreaterThan(2_000_000);
    expect(fleet.report().requests).toMatchObject([{ failed: 0 }]);
  });

  test('has whoever is sent before the fleet is ready wait at the door with all others', async () => {
    const fleet = await fleetWith('request: GET /, rate: 1/s, from: 9s', slowToBeReady);
    fleet.act('send', 'load', {});
    await fleet.run('4s');
    expect(startsOf(fleet)).toHaveLength(1);
    expect(fleet.report().requests).toMatchObject([{ ok: 1, failed: 0 }]);
  });

  test('waits ten seconds for one that never is, and then meets it as it is', async () => {
    const fleet = await fleetWith('request: GET /, rate: 10/s', `throw new Error('never')`);
    await fleet.run('11s');
    expect(Math.min(...startsOf(fleet))).toBeGreaterThanOrEqual(10_000_000);
    expect(fleet.report().requests).toMatchObject([{ ok: 0, statuses: { ECONNREFUSED: expect.any(Number) } }]);
  });
});
