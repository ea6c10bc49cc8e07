import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';
import { counting, hono, pair, pairFiles, passingOn } from '../support/service-code.ts';

const slowly = hono(
  `app.all('/:path', async (c) => { await new Promise((resolve) => setTimeout(resolve, 500)); return c.text('done') })`,
);

test('a process that dies with a request in hand resets the connection of its caller', async () => {
  const fleet = await given(pair, { files: { ...pairFiles, 'services/callee.ts': slowly } });
  const sent = fleet.send('GET', 'http://caller/work');
  await fleet.run('100ms');
  fleet.kill('callee');
  await fleet.run('10ms');
  expect(sent.answer!.json).toMatchObject({ error: 'TypeError: fetch failed', code: 'UND_ERR_SOCKET' });
  const [call] = fleet.spans((span) => span.spanKind === 'client');
  expect(call!.error).toContain('callee was killed at 0.1 s');
});

test('what a process was waiting for when it died is given up for it', async () => {
  const fleet = await given(pair, { files: { ...pairFiles, 'services/callee.ts': slowly } });
  const sent = fleet.send('GET', 'http://caller/work');
  await fleet.run('100ms');
  fleet.kill('caller');
  await fleet.run('1s');
  expect(sent.answer).toMatchObject({ status: null, failure: 'ECONNRESET' });
  const cancelled = fleet.packets.filter((packet) => packet.packet === 'cancel' && packet.what === 'deliver');
  expect(cancelled).toMatchObject([{ link: 'caller -> callee', atUs: 101_000 }]);
});

test('a process that crashes as soon as it is up is started again after 10, 20, 40 ... 300 seconds, and not sooner', async () => {
  const fleet = await given(`services: { callee: {} }`, {
    files: {
      'services/callee.ts': `setTimeout(() => { throw new Error('no config') }, 1)\nexport default { fetch: () => new Response('up') }`,
    },
  });
  await fleet.run('20m');
  const waits = fleet.factsOf('process').filter((fact) => fact.state === 'waiting to restart');
  expect(waits.map((fact) => (fact.restartAtUs! - fact.atUs) / 1_000_000)).toEqual([
    10, 20, 40, 80, 160, 300, 300, 300,
  ]);
  const starts = fleet.factsOf('process').filter((fact) => fact.state === 'starting');
  expect(starts.slice(1).map((fact) => fact.atUs)).toEqual(
    waits.slice(0, starts.length - 1).map((fact) => fact.restartAtUs),
  );
  const { processes } = fleet.report();
  expect(processes['callee']).toMatchObject({ crashes: waits.length, restarts: starts.length - 1 });
  expect(fleet.factsOf('process').find((fact) => fact.state === 'crashed')).toMatchObject({
    end: 'uncaught',
    reason: 'uncaught Error: no config',
  });
});

test('with every replica down a caller is refused with the reason, and with a policy on its link it gets a 503', async () => {
  const fleet = await given(
    `
services: { caller: {}, careful: { code: services/caller.ts }, callee: {} }
processes: { caller: { services: [caller] }, careful: { services: [careful] }, callee: { services: [callee], replicas: 2 } }
links: { default: { latency: 1ms }, careful -> callee: { timeout: 1s } }`,
    { files: pairFiles },
  );
  fleet.kill('callee');
  expect((await fleet.request('GET', 'http://caller/work')).json).toMatchObject({ code: 'ECONNREFUSED' });
  const careful = await fleet.request('GET', 'http://careful/work');
  expect(careful.json).toMatchObject({ status: 503, text: expect.stringContaining('callee was killed at 0 s') });
  fleet.restore('callee');
  await fleet.run('2s');
  expect((await fleet.request('GET', 'http://careful/work')).json).toMatchObject({ status: 200 });
});

test('a skewed clock moves what a process thinks the time is, and nothing else', async () => {
  const token = hono(`app.get('/', async (c) => {
    const issued = Date.now()
    const order = []
    setTimeout(() => order.push('second'), 20)
    setTimeout(() => order.push('first'), 10)
    await new Promise((resolve) => setTimeout(resolve, 30))
    return c.json({ issued, tookMs: Date.now() - issued, order })
  })`);
  const fleet = await given(`services: { skewed: { code: services/token.ts }, right: { code: services/token.ts } }`, {
    files: { 'services/token.ts': token },
  });
  fleet.act('skew', 'skewed', { by: '5m', for: '10s' });
  type Told = { issued: number };
  const skewed = await fleet.request('GET', 'http://skewed/');
  const right = await fleet.request('GET', 'http://right/');
  const apart = (skewed.json as Told).issued - (right.json as Told).issued;
  expect(Math.abs(apart - 300_000)).toBeLessThan(100);
  for (const { json } of [skewed, right]) expect(json).toMatchObject({ tookMs: 30, order: ['first', 'second'] });
  const [span] = fleet.spans((each) => each.service === 'skewed' && each.spanKind === 'server');
  expect(span!.startUs).toBeGreaterThan(skewed.startUs);
  expect(span!.endUs).toBeLessThan(skewed.endUs);
  await fleet.run('10s');
  const after = await fleet.request('GET', 'http://skewed/');
  const expectedMs = Date.UTC(2025, 0, 6, 9, 0, 0) + after.startUs / 1000;
  expect((after.json as Told).issued - expectedMs).toBeLessThan(10);
});

describe('a grey failure: one of two replicas is slow, and neither dead nor unready', () => {
  const twoReplicas = (policy = '') => `
services: { caller: {}, callee: {} }
processes: { caller: { services: [caller] }, callee: { services: [callee], replicas: 2 } }
links: { default: { latency: 1ms }${policy} }
traffic: { load: { to: caller, request: GET /work, rate: poisson(20/s) } }`;

  async function withASlowReplica(policy = '') {
    const fleet = await given(twoReplicas(policy), {
      files: { 'services/caller.ts': passingOn, 'services/callee.ts': counting },
    });
    await fleet.run('1s');
    fleet.act('slow', 'callee#2', { by: '200ms' });
    await fleet.run('10s');
    return fleet;
  }

  /** Spans of the slow replica, and which share of all calls they are. */
  function toTheSlowOne(fleet: FleetUnderTest) {
    const served = fleet.factsOf('span').filter((span) => span.service === 'callee' && span.startUs > 1_000_000);
    const slow = served.filter((span) => span.from === 'callee#2');
    return { slow, share: slow.length / served.length };
  }

  test('round robin goes on sending it half of the calls', async () => {
    const fleet = await withASlowReplica();
    const { slow, share } = toTheSlowOne(fleet);
    expect(share).toBeCloseTo(0.5, 1);
    expect(new Set(slow.map((span) => span.endUs - span.startUs))).toEqual(new Set([201_000]));
    const [row] = fleet.report().requests;
    expect(row).toMatchObject({ failed: 0 });
    expect(row!.p95).toBeGreaterThan(200);
    expect(row!.p50).toBeLessThan(205);
  });

  test('a caller that goes to whoever has the fewest of its calls in hand sends most of them to the other', async () => {
    const fleet = await withASlowReplica(', caller -> callee: { balance: least-requests }');
    const { slow, share } = toTheSlowOne(fleet);
    // It gets one when it has none, and then none for the 200 ms that it takes, in which four others come.
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.25);
    const startsUs = slow.map(({ startUs }) => startUs).toSorted((a, b) => a - b);
    const apartUs = startsUs.slice(1).map((startUs, index) => startUs - startsUs[index]!);
    expect(apartUs.filter((each) => each < 201_000).length / apartUs.length).toBeLessThan(0.15);
    expect(fleet.report().requests[0]!.p50).toBeLessThan(20);
  });

  test('whoever is told so while it runs chooses so from then on, also by way of its policies, and takes turns again later', async () => {
    const fleet = await withASlowReplica(', caller -> callee: { timeout: 1s }');
    const before = toTheSlowOne(fleet);
    fleet.act('set', 'caller -> callee', { balance: 'least-requests' });
    await fleet.run('10s');
    const between = toTheSlowOne(fleet);
    const served = (of: { slow: readonly unknown[]; share: number }) => of.slow.length / of.share;
    const shareSince = (between.slow.length - before.slow.length) / (served(between) - served(before));
    expect(before.share).toBeCloseTo(0.5, 1);
    expect(shareSince).toBeLessThan(0.25);
    fleet.act('set', 'caller -> callee', { balance: 'round-robin' });
    await fleet.run('10s');
    const after = toTheSlowOne(fleet);
    expect((after.slow.length - between.slow.length) / (served(after) - served(between))).toBeCloseTo(0.5, 1);
  });

  test('a time limit with more attempts helps most calls and not all: nothing remembers which replica was the slow one', async () => {
    const policy = ', caller -> callee: { timeout: 50ms, retries: { attempts: 1, backoff: 1ms, jitter: none } }';
    const fleet = await withASlowReplica(policy);
    const attempts = fleet.spans((span) => span.name.startsWith('attempt') && span.startUs > 1_000_000);
    const slowShare = (number: number) => {
      const own = attempts.filter((span) => span.attributes['flotilla.attempt'] === number);
      return own.filter((span) => span.attributes['error.type'] === 'timeout').length / own.length;
    };
    expect(slowShare(1)).toBeCloseTo(0.5, 1);
    expect(slowShare(2)).toBeCloseTo(0.5, 1);
    const failed = fleet.spans((span) => span.service === 'caller' && span.spanKind === 'client' && !span.ok);
    expect(failed.length / fleet.report().requests[0]!.count).toBeCloseTo(0.25, 1);
  });
});
