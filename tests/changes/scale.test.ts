import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const counting = `
let handled = 0;
export default { fetch: async () => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return new Response(String(++handled));
} };
`;

function counters(replicas: number): Promise<FleetUnderTest> {
  return given(
    `
services: { counter: {} }
processes: { counter: { services: [counter], replicas: ${replicas}, startup: 400ms } }
links: { default: { latency: 1ms } }
traffic: { load: { to: counter, request: GET /, rate: 50/s } }
`,
    { files: { 'services/counter.ts': counting } },
  );
}

function rollouts(fleet: FleetUnderTest): string[] {
  return fleet.factsOf('rollout').map(({ atUs, what, text }) => `${atUs / 1000} ${what}: ${text}`);
}

function failedRequests(fleet: FleetUnderTest): number {
  return fleet.factsOf('request').filter(({ status }) => status !== 200).length;
}

describe('a process that is scaled', () => {
  test('up has new replicas after the time that they take to start, and they share the calls', async () => {
    const fleet = await counters(1);
    await fleet.run('1s');
    fleet.act('scale', 'counter', { replicas: 3 });
    await fleet.run('2s');
    expect(fleet.lifeOf('counter#3')).toEqual(['starting', 'ready']);
    expect(rollouts(fleet)).toEqual([
      '1000 begun: counter goes to v1 in 3 replicas: counter was scaled from 1 to 3 replicas at 1 s',
      '1401 joined: counter#2 serves v1',
      '1401 joined: counter#3 serves v1',
      '1401 settled: counter is v1 in 3 replicas',
    ]);
    const handled = ['counter#1', 'counter#2', 'counter#3'].map(
      (name) => fleet.factsOf('span').filter((span) => span.from === name && span.atUs > 2_000_000).length,
    );
    for (const each of handled) expect(each).toBeGreaterThan(14);
    expect(fleet.report().processes['counter']).toMatchObject({ replicas: 3, crashes: 0, restarts: 0 });
  });

  test('down loses the youngest, and not one request with them', async () => {
    const fleet = await counters(3);
    await fleet.run('1s');
    fleet.act('scale', 'counter', { replicas: 1 });
    await fleet.run('2s');
    expect(fleet.lifeOf('counter#1')).toEqual(['starting', 'ready']);
    expect(fleet.lifeOf('counter#2')).toEqual(['starting', 'ready', 'draining', 'stopped']);
    expect(fleet.lifeOf('counter#3')).toEqual(['starting', 'ready', 'draining', 'stopped']);
    expect(fleet.factsOf('process').filter(({ end }) => end === 'scaled down')).toHaveLength(2);
    expect(failedRequests(fleet)).toBe(0);
    expect(fleet.report().processes['counter']).toMatchObject({ replicas: 1, crashes: 0 });
  });

  test('to nothing refuses its callers, and comes back with new numbers when that is undone', async () => {
    const fleet = await counters(1);
    await fleet.run('1s');
    fleet.act('scale', 'counter', { replicas: 0, for: '1s' });
    await fleet.run('500ms');
    const refused = await fleet.request('GET', 'http://counter/');
    expect(refused).toMatchObject({ failure: 'ECONNREFUSED', why: 'counter has no replicas' });
    await fleet.run('2s');
    expect(fleet.lifeOf('counter#2')).toEqual(['starting', 'ready']);
    expect((await fleet.request('GET', 'http://counter/')).status).toBe(200);
  });

  test('inherits what is wrong with the process, and is well again with it', async () => {
    const fleet = await counters(1);
    await fleet.run('500ms');
    fleet.act('slow', 'counter', { by: '200ms', for: '3s' });
    fleet.act('scale', 'counter', { replicas: 2 });
    await fleet.run('2s');
    const tookUs = async (): Promise<number> => {
      const sinceUs = fleet.nowUs;
      await fleet.run('500ms');
      const spans = fleet.factsOf('span').filter(({ from, startUs }) => from === 'counter#2' && startUs >= sinceUs);
      return Math.max(...spans.map(({ startUs, endUs }) => endUs - startUs));
    };
    expect(await tookUs()).toBeGreaterThan(200_000);
    await fleet.run('2s');
    expect(await tookUs()).toBeLessThan(50_000);
  });

  test('is cut off with all of its replicas, those that come later too', async () => {
    const fleet = await counters(1);
    await fleet.run('500ms');
    fleet.act('partition', 'counter', { mode: 'refused' });
    fleet.act('scale', 'counter', { replicas: 2 });
    await fleet.run('2s');
    const answers = [await fleet.request('GET', 'http://counter/'), await fleet.request('GET', 'http://counter/')];
    expect(answers.map(({ failure }) => failure)).toEqual(['EHOSTUNREACH', 'EHOSTUNREACH']);
  });
});
