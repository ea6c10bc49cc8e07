import { expect, test } from 'vitest';
import { given } from '../support/given.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const named = (name: string): string => `
export default { fetch: async () => new Response('${name}') };
`;

function together(): Promise<FleetUnderTest> {
  return given(
    `
services: { front: {}, orders: {}, payments: {} }
processes:
  shop: { services: [orders, payments], startup: 300ms }
links: { default: { latency: 1ms } }
traffic: { load: { to: front, request: GET /, rate: 50/s } }
`,
    {
      files: {
        'services/front.ts': `export default { fetch: async () => {
  const words = [await (await fetch('http://orders/')).text(), await (await fetch('http://payments/')).text()];
  return new Response(words.join(' '));
} };`,
        'services/orders.ts': named('orders'),
        'services/payments.ts': named('payments'),
      },
    },
  );
}

const failed = (fleet: FleetUnderTest): number =>
  fleet.factsOf('request').filter(({ status }) => status !== 200).length;

test('a service that is moved comes to life in a process of its own, and is never missed', async () => {
  const fleet = await together();
  await fleet.run('1s');
  fleet.act('move', 'payments', { to: 'payments' });
  await fleet.run('3s');
  expect(fleet.lifeOf('payments#1')).toEqual(['starting', 'ready']);
  expect(fleet.lifeOf('shop#1')).toEqual(['starting', 'ready', 'draining', 'stopped']);
  expect(fleet.lifeOf('shop#2')).toEqual(['starting', 'ready']);
  expect((await fleet.request('GET', 'http://front/')).text).toBe('orders payments');
  expect(failed(fleet)).toBe(0);
  const spans = fleet.factsOf('span').filter(({ spanKind, atUs }) => spanKind === 'server' && atUs > 3_000_000);
  expect(new Set(spans.map(({ service, from }) => `${service} in ${from}`))).toEqual(
    new Set(['front in front#1', 'orders in shop#2', 'payments in payments#1']),
  );
});

test('moved back it is where it was, and its own process is gone', async () => {
  const fleet = await together();
  await fleet.run('1s');
  fleet.act('move', 'payments', { to: 'payments', for: '3s' });
  await fleet.run('8s');
  expect(fleet.lifeOf('payments#1').at(-1)).toBe('stopped');
  const spans = fleet.factsOf('span').filter(({ spanKind, atUs }) => spanKind === 'server' && atUs > 7_000_000);
  expect(new Set(spans.map(({ service, from }) => `${service} in ${from}`))).toEqual(
    new Set(['front in front#1', 'orders in shop#3', 'payments in shop#3']),
  );
  expect(failed(fleet)).toBe(0);
});

test('the last service to leave a process takes it away', async () => {
  const fleet = await together();
  await fleet.run('1s');
  fleet.act('move', 'front', { to: 'shop' });
  await fleet.run('3s');
  expect(fleet.lifeOf('front#1').at(-1)).toBe('stopped');
  expect((await fleet.request('GET', 'http://front/')).text).toBe('orders payments');
  expect(failed(fleet)).toBe(0);
});

test('a process that is merged into another one is gone, and nobody misses what was in it', async () => {
  const fleet = await together();
  await fleet.run('1s');
  fleet.act('merge', 'shop', { into: 'front', for: '3s' });
  await fleet.run('3s');
  expect(fleet.lifeOf('shop#1').at(-1)).toBe('stopped');
  expect(fleet.lifeOf('front#2')).toEqual(['starting', 'ready']);
  await fleet.run('8s');
  expect(fleet.lifeOf('shop#2')).toEqual(['starting', 'ready']);
  expect((await fleet.request('GET', 'http://front/')).text).toBe('orders payments');
  expect(failed(fleet)).toBe(0);
});

test('a process is merged only into one that is there, and not into itself', async () => {
  const fleet = await together();
  await fleet.run('1s');
  fleet.act('merge', 'shop', { into: 'nowhere' });
  fleet.act('merge', 'shop', { into: 'shop' });
  await fleet.run('2s');
  expect(fleet.factsOf('action').map(({ what, text }) => `${what}: ${text}`)).toEqual([
    'refused: into: found nowhere, expected the name of a process',
    'refused: orders is in shop already',
  ]);
});
