import { describe, expect, test } from 'vitest';
import { faults } from '../../simulator/faults/catalogue.ts';
import { given } from '../support/given.ts';
import { hono, pair, pairFiles } from '../support/service-code.ts';

const told = async (fleet: Awaited<ReturnType<typeof given>>, path = 'work', wait = 2_000) =>
  (await fleet.request('GET', `http://caller/${path}`, undefined, { headers: { wait: String(wait) } })).json as {
    status?: number;
    tookMs: number;
    code?: string;
  };

describe('each verb does what it says, and what it did is undone', () => {
  test('kill, for a while', async () => {
    const fleet = await given(pair, { files: pairFiles });
    await fleet.run('2ms');
    fleet.kill('callee', { for: '5s' });
    expect(await told(fleet)).toMatchObject({ code: 'ECONNREFUSED' });
    await fleet.run('6s');
    expect(await told(fleet)).toMatchObject({ status: 200 });
    expect(fleet.lifeOf('callee#1')).toEqual(['starting', 'ready', 'stopped', 'starting', 'ready']);
  });

  test('kill, until restored', async () => {
    const fleet = await given(pair, { files: pairFiles });
    await fleet.run('2ms');
    fleet.kill('callee');
    await fleet.run('20m');
    expect(fleet.lifeOf('callee#1')).toEqual(['starting', 'ready', 'stopped']);
    fleet.restore('callee');
    await fleet.run('2s');
    expect(await told(fleet)).toMatchObject({ status: 200 });
  });

  test('hang: connections are taken and nothing is answered; afterwards what had piled up is done', async () => {
    const fleet = await given(pair, { files: pairFiles });
    fleet.act('hang', 'callee', { for: '1s' });
    const waiting = fleet.send('GET', 'http://callee/work');
    expect(await told(fleet, 'work', 300)).toMatchObject({ tookMs: 300 });
    await fleet.run('1s');
    expect(waiting.answer).toMatchObject({ status: 200, endUs: 1_002_000 });
    expect((await fleet.request('GET', 'http://callee/count')).text).toBe('2');
  });

  test('slow by so much, and slow so many times', async () => {
    const fleet = await given(pair, { files: pairFiles });
    fleet.act('slow', 'callee', { by: '500ms' });
    expect(await told(fleet)).toMatchObject({ status: 200, tookMs: 503 });
    fleet.act('slow', 'callee', { times: 10 });
    expect(await told(fleet)).toMatchObject({ status: 200, tookMs: 512 });
    fleet.restore('callee');
    expect(await told(fleet)).toMatchObject({ status: 200, tookMs: 3 });
  });

  test('fail: so many answers are errors of that status, and two such faults end one by one', async () => {
    const fleet = await given(`${pair}traffic: { load: { to: callee, request: GET /work, rate: 200/s, from: 10ms } }`, {
      files: pairFiles,
    });
    fleet.act('fail', 'callee', { rate: '25%', status: 503, for: '5s' });
    await fleet.run('5s');
    const failed = fleet.factsOf('request').filter((request) => request.status === 503).length;
    expect(failed).toBeGreaterThan(200);
    expect(failed).toBeLessThan(300);
    fleet.act('fail', 'callee', { rate: '100%', status: 500, for: '1s' });
    fleet.act('fail', 'callee', { rate: '100%', status: 502, for: '500ms' });
    await fleet.run('700ms');
    const last = fleet.factsOf('request').at(-1)!;
    expect(last.status).toBe(500);
    await fleet.run('1s');
    expect(fleet.factsOf('request').at(-1)!.status).toBe(200);
  });

  test('leak by the second: the process dies of it at the very microsecond, and leaks again when it is back', async () => {
    const fleet = await given(
      `${pair.replace('callee: {}', 'callee: { }')}processes: { caller: { services: [caller] }, callee: { services: [callee], memory: 128MB, startup: 0us } }`,
      { files: pairFiles },
    );
    fleet.act('leak', 'callee', { perSecond: '64MB' });
    await fleet.run('30s');
    const ends = fleet.factsOf('process').filter((fact) => fact.state === 'crashed');
    expect(ends[0]).toMatchObject({ end: 'out of memory', reason: 'out of memory: 128 MB of 128 MB' });
    // A second to fill 64 MB beside the 64 MB it needs; what a process does is known a moment later.
    expect(ends.map((fact) => Math.floor(fact.atUs / 1_000_000))).toEqual([1, 12]);
    expect(fleet.report().processes['callee']).toMatchObject({ oomKills: 2 });
    fleet.restore('callee');
    await fleet.run('60s');
    expect(fleet.report().processes['callee']).toMatchObject({ oomKills: 2 });
  });

  test('leak by the request: the process dies of its work', async () => {
    const fleet = await given(
      `${pair}processes: { caller: { services: [caller] }, callee: { services: [callee], memory: 96MB } }`,
      { files: pairFiles },
    );
    fleet.act('leak', 'callee', { perRequest: '4MB' });
    const statuses = [];
    for (let call = 0; call < 9; call++) statuses.push((await told(fleet)).code ?? 'answered');
    // 32 MB are free: seven requests of 4 MB and their own memory fit, the eighth is the last.
    expect(statuses.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => 'answered'));
    expect(statuses.slice(7)).toEqual(['UND_ERR_SOCKET', 'ECONNREFUSED']);
  });

  test('burn: with half of its core gone a handler takes twice as long', async () => {
    const fleet = await given(pair.replace('callee: {}', 'callee: { cost: 10ms }'), { files: pairFiles });
    fleet.act('burn', 'callee', { cores: 0.5, for: '1s' });
    expect(await told(fleet)).toMatchObject({ tookMs: 22 });
    await fleet.run('1s');
    expect(await told(fleet)).toMatchObject({ tookMs: 12 });
  });

  test('traffic: other clients for a while, then those of the fleet file again, where they would be', async () => {
    const fleet = await given(
      `services: { callee: {} }\ntraffic: { load: { to: callee, request: GET /work, rate: 'ramp(10/s, 110/s, 10s)' } }`,
      { files: pairFiles },
    );
    const arrivals = async (duration: string) => {
      const fromUs = fleet.nowUs;
      await fleet.run(duration);
      const ofClients = (packet: { what: string; packet: string; atUs: number; link: string }) =>
        packet.what === 'send' && packet.packet === 'call' && packet.atUs >= fromUs;
      return fleet.packets.filter(ofClients).length;
    };
    expect(await arrivals('1s')).toBeGreaterThanOrEqual(13);
    fleet.act('traffic', 'load', { times: 2, for: '1s' });
    expect(await arrivals('1s')).toBeGreaterThanOrEqual(48);
    fleet.act('traffic', 'load', { rate: '5/s', for: '3s' });
    expect(await arrivals('3s')).toBeLessThanOrEqual(15);
    // Five seconds into the ramp: 60 a second and rising.
    const after = await arrivals('1s');
    expect(after).toBeGreaterThanOrEqual(62);
    expect(after).toBeLessThanOrEqual(67);
  });

  test('quiet and send: nobody comes, but whom somebody sends; then all come again', async () => {
    const fleet = await given(
      `services: { callee: {} }\ntraffic: { load: { to: callee, request: GET /work, rate: 50/s } }`,
      {
        files: pairFiles,
      },
    );
    const answered = () => fleet.factsOf('request').length;
    fleet.act('quiet', 'load', { for: '10s' });
    await fleet.run('4s');
    expect(answered()).toBe(0);
    fleet.act('send', 'load');
    fleet.act('send', 'load');
    await fleet.run('4s');
    expect(answered()).toBe(2);
    await fleet.run('3s');
    expect(answered()).toBeGreaterThan(40);
  });

  test('a fault ends when its time is up and not when another of the same kind does', async () => {
    const fleet = await given(pair, { files: pairFiles });
    fleet.act('slow', 'callee', { by: '100ms', for: '1s' });
    fleet.act('slow', 'callee', { by: '50ms' });
    expect(await told(fleet)).toMatchObject({ tookMs: 153 });
    await fleet.run('1s');
    expect(await told(fleet)).toMatchObject({ tookMs: 53 });
    fleet.restore('callee');
    expect(await told(fleet)).toMatchObject({ tookMs: 3 });
  });

  test('what does not fit is refused in words, and changes nothing', async () => {
    const fleet = await given(`${pair}brokers: { kafka: { engine: log, topics: { orders: { partitions: 1 } } } }`, {
      files: pairFiles,
    });
    fleet.act('fail', 'kafka', { rate: '50%' });
    await fleet.run('1s');
    expect(fleet.factsOf('action')).toMatchObject([{ what: 'refused', target: 'kafka' }]);
    expect(await told(fleet)).toMatchObject({ status: 200 });
  });
});

describe('a restart', () => {
  const clock = hono(`app.get('/', (c) => c.json(Date.now()))`);

  test('cures a hang', async () => {
    const fleet = await given(pair, { files: pairFiles });
    fleet.act('hang', 'callee');
    await fleet.run('1s');
    fleet.kill('callee', { for: '1s' });
    await fleet.run('3s');
    expect(await told(fleet)).toMatchObject({ status: 200 });
  });

  test('cures no clock and no slow machine', async () => {
    const fleet = await given(`services: { callee: { code: services/clock.ts } }`, {
      files: { 'services/clock.ts': clock },
    });
    fleet.act('skew', 'callee', { by: '1h' });
    fleet.kill('callee', { for: '1s' });
    await fleet.run('3s');
    const answer = await fleet.request('GET', 'http://callee/');
    expect((answer.json as number) - Date.UTC(2025, 0, 6, 10, 0, 0)).toBeGreaterThan(3_000);
  });
});

test('the catalogue has every verb once, each with a key of its own', () => {
  expect(new Set(faults.map((fault) => fault.verb)).size).toBe(faults.length);
  expect(new Set(faults.map((fault) => fault.key)).size).toBe(faults.length);
});
