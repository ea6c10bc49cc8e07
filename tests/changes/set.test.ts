import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const files = {
  'services/front.ts': `
const mode = process.env.LINK_BACK_MODE ?? 'none';
export default { fetch: async (request) => {
  if (new URL(request.url).pathname === '/mode') return new Response(mode);
  const answer = await fetch('http://back/');
  return new Response(await answer.text(), { status: answer.status });
} };
`,
  'services/back.ts': `
let handled = 0;
export default { fetch: async () => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return new Response(String(++handled));
} };
`,
};

function joined(links = '', more = ''): Promise<FleetUnderTest> {
  return given(
    `
services: { front: {}, back: {} }
processes:
  front: { services: [front], startup: 300ms }
  back: { services: [back], startup: 300ms }
links: { default: { latency: 5ms }${links} }
${more}
`,
    { files },
  );
}

async function tookMs(fleet: FleetUnderTest): Promise<number> {
  const { startUs, endUs } = await fleet.request('GET', 'http://front/');
  return (endUs - startUs) / 1000;
}

const refusals = (fleet: FleetUnderTest): string[] =>
  fleet.factsOf('action').flatMap(({ what, text }) => (what === 'refused' ? text : []));

describe('a link that is set', () => {
  test('is as fast as it was set to, at once, and as before when that is undone', async () => {
    const fleet = await joined();
    await fleet.run('1s');
    const beforeMs = await tookMs(fleet);
    fleet.act('set', 'front -> back', { latency: '50ms' });
    expect((await tookMs(fleet)) - beforeMs).toBeCloseTo(90, 0);
    fleet.act('set', 'front -> back', { latency: '1ms' });
    expect((await tookMs(fleet)) - beforeMs).toBeCloseTo(-8, 0);
    fleet.undo(2);
    fleet.undo(1);
    expect(await tookMs(fleet)).toBe(beforeMs);
    expect(fleet.factsOf('rollout')).toEqual([]);
  });

  test('has a time limit and more attempts from then on, and none again when they are taken away', async () => {
    const fleet = await joined();
    await fleet.run('1s');
    expect((await fleet.request('GET', 'http://front/')).status).toBe(200);
    fleet.act('set', 'front -> back', { timeout: '40ms', retries: { attempts: 2, backoff: '10ms', jitter: 'none' } });
    const limited = await fleet.request('GET', 'http://front/');
    expect(limited).toMatchObject({ status: 504, text: 'back: no answer within 40 ms' });
    expect(fleet.factsOf('link-policy').map(({ what }) => what)).toEqual([
      'timeout',
      'retry',
      'timeout',
      'retry',
      'timeout',
    ]);
    fleet.act('set', 'front -> back', { timeout: 'none', retries: 'none' });
    expect((await fleet.request('GET', 'http://front/')).status).toBe(200);
    expect(fleet.factsOf('link-policy')).toHaveLength(5);
  });

  test('has no time limit where a less specific link has one, if it is set to none', async () => {
    const fleet = await joined(`, 'front -> *': { timeout: 40ms }`);
    await fleet.run('1s');
    expect((await fleet.request('GET', 'http://front/')).status).toBe(504);
    fleet.act('set', 'front -> back', { timeout: 'none' });
    expect((await fleet.request('GET', 'http://front/')).status).toBe(200);
  });

  test('has a breaker from then on; one that is set anew begins anew', async () => {
    const fleet = await joined();
    await fleet.run('1s');
    const breaker = { errors: '50%', window: '10s', volume: 2, reset: '60s' };
    fleet.act('set', 'front -> back', { timeout: '40ms', breaker });
    for (let calls = 0; calls < 3; calls++) await fleet.request('GET', 'http://front/');
    expect(fleet.factsOf('breaker').map(({ to }) => to)).toEqual(['open']);
    fleet.act('set', 'front -> back', { timeout: '1s', breaker: { ...breaker, volume: 5 } });
    expect((await fleet.request('GET', 'http://front/')).status).toBe(200);
    expect(fleet.factsOf('breaker').map(({ to }) => to)).toEqual(['open', 'closed']);
  });

  test('to another mode is a rollout of its caller, who reads it from a variable', async () => {
    const fleet = await joined(`, 'front -> back': { mode: sync }`);
    await fleet.run('1s');
    const modeOf = async (): Promise<string> => (await fleet.request('GET', 'http://front/mode')).text;
    expect(await modeOf()).toBe('sync');
    fleet.act('set', 'front -> back', { mode: 'async', for: '2s' });
    await fleet.run('1s');
    expect(await modeOf()).toBe('async');
    expect(fleet.lifeOf('back#1')).toEqual(['starting', 'ready']);
    await fleet.run('2s');
    expect(await modeOf()).toBe('sync');
  });

  test('stays unset where a field would do nothing, and says so', async () => {
    const fleet = await joined('', 'traffic: { load: { to: front, request: GET /, rate: 1/s } }');
    await fleet.run('1s');
    fleet.act('set', 'load -> front', { timeout: '1s' });
    await fleet.run('1s');
    expect(refusals(fleet)).toEqual([
      'load -> front: found timeoutUs, which does nothing there, expected latency, jitter, loss, bytesPerSecond, balance',
    ]);
  });

  test('between services without code is as fast as it was set to', async () => {
    const fleet = await given(`
services:
  first: { model: { latency: 1ms, calls: [second] } }
  second: { model: { latency: 1ms } }
links: { default: { latency: 1ms } }
traffic: { load: { to: first, request: GET /, rate: 100/s } }
`);
    await fleet.run('2s');
    fleet.act('set', 'first -> second', { latency: '30ms' });
    await fleet.run('8s');
    const { p50, p99 } = fleet.report().requests[0]!;
    expect(p50).toBeGreaterThan(30);
    expect(p99).toBeLessThan(70);
  });
});

describe('a process that is set', () => {
  test('gets replicas with another body, one after another', async () => {
    const fleet = await joined();
    await fleet.run('1s');
    fleet.act('set', 'back', { cpu: 2, memory: '512MB', concurrency: 5, queue: 0 });
    await fleet.run('1s');
    expect(fleet.factsOf('rollout').at(-1)!.text).toBe('back is v1 in 1 replica');
    const sent = Array.from({ length: 6 }, () => fleet.send('GET', 'http://back/'));
    await fleet.run('1s');
    expect(sent.map(({ answer }) => answer!.status).toSorted((one, other) => one! - other!)).toEqual([
      200, 200, 200, 200, 200, 503,
    ]);
  });
});

describe('a store that is set', () => {
  test('is slower at once, and lets fewer in', async () => {
    const fleet = await given(
      `
services: { asking: { uses: { db: things } } }
stores: { things: { engine: sql, latency: 2ms } }
`,
      {
        files: {
          'services/asking.ts': `
import pg from 'pg';
export default { fetch: async () => {
  const client = new pg.Client(process.env.DATABASE_URL);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    return new Response(error.message, { status: 503 });
  }
  return new Response('ok');
} };
`,
        },
      },
    );
    await fleet.run('1s');
    const ask = () => fleet.request('GET', 'http://asking/');
    const first = await ask();
    fleet.act('set', 'things', { latency: '40ms' });
    const second = await ask();
    expect(second.endUs - second.startUs - (first.endUs - first.startUs)).toBeGreaterThan(70_000);
    fleet.act('set', 'things', { connections: 2 });
    expect(await ask()).toMatchObject({ status: 503, text: 'sorry, too many clients already' });
  });
});
