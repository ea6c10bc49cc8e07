import { describe, expect, test } from 'vitest';
import { given } from '../../tests/support/given.ts';
import type { FleetUnderTest } from '../testing/fleet-under-test.ts';

const up = `export default { fetch: () => new Response('up') }`;

const fleetOf = (code: string, process = ''): Promise<FleetUnderTest> =>
  given(
    `services: { only: {} }\nprocesses: { only: { services: [only], startup: 700ms${process} } }\nlinks: { default: { latency: 1ms } }`,
    { files: { 'services/only.ts': code } },
  );

const lifeOf = (fleet: FleetUnderTest) =>
  fleet.factsOf('process').map(({ atUs, state, end }) => `${atUs / 1_000} ${state}${end ? ` (${end})` : ''}`);

describe('the life of a process', () => {
  test('begins at once when the run begins, and is ready a moment after its code has run', async () => {
    const fleet = await fleetOf(`await new Promise((resolve) => setTimeout(resolve, 250))\n${up}`);
    await fleet.run('1s');
    expect(lifeOf(fleet)).toEqual(['0 starting', '251 ready']);
  });

  test('calls are refused while it starts', async () => {
    const fleet = await fleetOf(`await new Promise((resolve) => setTimeout(resolve, 250))\n${up}`);
    const early = await fleet.request('GET', 'http://only/');
    expect(early).toMatchObject({ failure: 'ECONNREFUSED', why: 'only does not listen' });
    await fleet.run('300ms');
    expect((await fleet.request('GET', 'http://only/')).text).toBe('up');
  });

  test('ends when it is killed, and begins anew when it is restored, which takes its time', async () => {
    const fleet = await fleetOf(up);
    await fleet.run('2s');
    fleet.kill('only', { for: '3s' });
    await fleet.run('5s');
    expect(lifeOf(fleet)).toEqual(['0 starting', '1 ready', '2000 stopped (killed)', '5000 starting', '5701 ready']);
  });

  test('that is killed while it starts does not come up from that start', async () => {
    const fleet = await fleetOf(up);
    await fleet.run('1s');
    fleet.kill('only', { for: '1s' });
    await fleet.run('1500ms');
    fleet.kill('only');
    await fleet.run('60s');
    expect(lifeOf(fleet).slice(2)).toEqual(['1000 stopped (killed)', '2000 starting', '2500 stopped (killed)']);
  });

  test('that crashes is started again after ten seconds, unless somebody kills or restores it before', async () => {
    const fleet = await fleetOf(
      `if (Date.now() < Date.UTC(2025, 0, 6, 9, 0, 30)) setTimeout(() => process.exit(3), 999)\n${up}`,
    );
    await fleet.run('5s');
    expect(lifeOf(fleet)).toEqual(['0 starting', '1 ready', '1000 crashed (exit)', '1000 waiting to restart']);
    fleet.kill('only', { for: '1s' });
    await fleet.run('60s');
    expect(lifeOf(fleet).slice(4)).toEqual([
      '5000 stopped (killed)',
      '6000 starting',
      '6701 ready',
      '7700 crashed (exit)',
      '7700 waiting to restart',
      '27700 starting',
      '28401 ready',
      '29400 crashed (exit)',
      '29400 waiting to restart',
    ]);
  });

  test('a new life remembers nothing of the last, and draws other numbers', async () => {
    const fleet = await fleetOf(
      `let calls = 0\nexport default { fetch: () => Response.json({ calls: ++calls, drawn: Math.random() }) }`,
    );
    await fleet.run('1s');
    const first = (await fleet.request('GET', 'http://only/')).json as { drawn: number };
    fleet.kill('only', { for: '1s' });
    await fleet.run('5s');
    const second = (await fleet.request('GET', 'http://only/')).json as { drawn: number };
    expect(second).toMatchObject({ calls: 1 });
    expect(second.drawn).not.toBe(first.drawn);
  });

  test('a full queue turns calls away with 503, and never holds more than it has room for', async () => {
    const slow = `export default { fetch: () => new Promise((resolve) => setTimeout(() => resolve(new Response('up')), 100)) }`;
    const fleet = await fleetOf(slow, ', concurrency: 2, queue: 3');
    await fleet.run('1s');
    const sent = Array.from({ length: 8 }, () => fleet.send('GET', 'http://only/'));
    await fleet.run('1s');
    const statuses = sent.map(({ answer }) => answer!.status).sort((left, right) => Number(left) - Number(right));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 503, 503, 503]);
  });
});
