import { expect, test } from 'vitest';
import { Random } from '../simulator/kernel/random.ts';
import { busyFiles, busyFleet, looseFiles, looseFleet } from './support/busy-fleet.ts';
import { given } from './support/given.ts';
import type { GivenOptions } from '../simulator/testing/given.ts';

const busy = (options: GivenOptions = {}) => given(busyFleet, { files: busyFiles, ...options });
const loose = (options: GivenOptions = {}) => given(looseFleet, { files: looseFiles, ...options });
/** The same, and a caller that looks at what it has in hand where. */
const choosing = (options: GivenOptions = {}) =>
  given(busyFleet.replace('links:', 'links:\n  gateway -> orders: { balance: least-requests }'), {
    files: busyFiles,
    ...options,
  });

async function digestOf(fleet: ReturnType<typeof given>, duration: string): Promise<string> {
  const ready = await fleet;
  await ready.run(duration);
  return ready.digest();
}

test('the same fleet, code and seed give the same digest, another seed another one', async () => {
  const first = await digestOf(busy(), '5s');
  expect(await digestOf(busy(), '5s')).toBe(first);
  expect(await digestOf(busy({ seed: '2' }), '5s')).not.toBe(first);
});

test('the busy fleet is busy: everything that could disturb the order happens in it', async () => {
  const fleet = await busy();
  await fleet.run('10s');
  const report = fleet.report();
  expect(report.links['orders->payments']).toMatchObject({ retries: expect.toSatisfy((count: number) => count > 10) });
  expect(report.links['orders->payments']!.rejected).toBeGreaterThan(10);
  expect(report.breakers.map((breaker) => breaker.transitions.length > 2)).toEqual([true, true]);
  expect(report.topics['order.placed']!.groups['mails']!.consumed).toBeGreaterThan(100);
  expect(fleet.lifeOf('orders#2')).toEqual(['starting', 'ready', 'stopped', 'starting', 'ready']);
});

test('a service that nobody needs changes nothing for the others', async () => {
  const alone = await busy();
  await alone.run('3s');
  const beside = await given(
    busyFleet
      .replace('  mails: { uses', '  idler: { cost: exponential(1ms) }\n  mails: { uses')
      .replace('traffic:', 'traffic:\n  idle: { to: idler, request: GET /, rate: poisson(30/s) }'),
    {
      files: {
        ...busyFiles,
        'services/idler.ts': 'export default { fetch: () => new Response(String(Math.random())) }',
      },
    },
  );
  await beside.run('3s');
  const story = (fleet: typeof alone) => fleet.factsOf('request').filter((request) => request.flow === 'checkout');
  expect(story(beside)).toEqual(story(alone));
  expect(beside.report().requests).toHaveLength(2);
});

test.each([
  ['busy', busy],
  ['loose', loose],
  ['choosing', choosing],
])('the %s fleet in threads is the same run as in line', async (_name, fleet) => {
  expect(await digestOf(fleet({ host: 'workers' }), '5s')).toBe(await digestOf(fleet(), '5s'));
});

test.each([
  ['busy', 3_000, busy],
  ['busy', 700_000, busy],
  ['loose', 2_000, loose],
  ['loose', 9_000, loose],
  ['choosing', 9_000, choosing],
])('the %s fleet, stopped at random moments up to %i us apart, is the same run', async (_name, mostUs, fleet) => {
  const random = new Random('stops', String(mostUs), 'step');
  const stopped = await fleet();
  while (stopped.nowUs < 7_000_000) await stopped.run(Math.min(random.below(mostUs) + 1, 7_000_000 - stopped.nowUs));
  expect(stopped.digest()).toBe(await digestOf(fleet(), '7s'));
});
