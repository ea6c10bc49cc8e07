import { expect, test } from 'vitest';
import { linkPolicyFor } from '../world/link-policy.ts';
import { fleetOf, shopFiles } from './fleet-files.ts';

const shop = fleetOf(shopFiles, 'shop.fleet.yaml');

test('each field of a call comes from the most specific link that says it', () => {
  expect(linkPolicyFor(shop, 'orders', 'payments')).toEqual({
    latency: { kind: 'constant', us: 5000 },
    jitter: { kind: 'exponential', meanUs: 1000 },
    loss: 0.01,
    bytesPerSecond: 10 * 2 ** 20,
    timeoutUs: 2_000_000,
    retries: { attempts: 3, backoffUs: 100_000, jitter: 'full' },
    breaker: { errorShare: 0.4, windowUs: 10_000_000, volume: 10, resetUs: 30_000_000 },
    mode: 'async',
    balance: null,
  });
  expect(linkPolicyFor(shop, 'gateway', 'payments')).toMatchObject({ loss: 0.01, timeoutUs: 10_000_000, mode: null });
});

test('where the caller says one thing and the callee another, the caller is heard', () => {
  const fleet = fleetOf({
    'fleet.yaml': `services: { a: { model: {} }, b: { model: {} } }
links:
  * -> b: { timeout: 1s, loss: 5% }
  a -> *: { timeout: 2s }
`,
  });
  expect(linkPolicyFor(fleet, 'a', 'b')).toMatchObject({ timeoutUs: 2_000_000, loss: 0.05 });
  expect(fleet.links.map((link) => [link.from, link.to])).toEqual([
    ['*', 'b'],
    ['a', '*'],
    ['*', '*'],
  ]);
});

test('a fleet without links has a network of 0.5 to 2 ms', () => {
  const fleet = fleetOf({ 'fleet.yaml': 'services: { a: { model: {} } }\n' });
  expect(linkPolicyFor(fleet, 'x', 'a')).toMatchObject({
    latency: { kind: 'uniform', fromUs: 500, toUs: 2000 },
    loss: null,
  });
});
