import { compileHere } from '../../simulator/fleet/ready/file-compiler.ts';
import { expect, test } from 'vitest';
import { counterpartOf } from '../../simulator/run/compare/counterpart.ts';
import { mapOf } from '../../simulator/run/view/fleet-map.ts';
import { shop } from '../support/watched-fleet.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  'payments-db': ['payments'],
  'orders-db': ['orders'],
  'shop-db': ['users', 'products', 'stock', 'orders', 'payments', 'notifications'],
};
const mapped = (name: 'monolith' | 'services') => mapOf(shop(name), 1, (store) => tables[store] ?? [], compileHere());
const monolith = mapped('monolith');
const services = mapped('services');
const done = (verb: string, target: string, files: readonly string[] = []) => ({ verb, target, files });

test('to kill payments on the monolith is to kill the process that runs the code of payments', () => {
  expect(counterpartOf(done('kill', 'payments'), services, monolith)).toEqual({
    ok: true,
    target: 'shop',
    why: 'payments is part of the process shop',
  });
});

test('every service of the shop is part of the monolith', () => {
  const homes = services.services.map(({ name }) => counterpartOf(done('hang', name), services, monolith));
  expect(homes.map((home) => home.ok && home.target)).toEqual(homes.map(() => 'shop'));
});

test('what is called alike is itself', () => {
  expect(counterpartOf(done('traffic', 'checkout'), services, monolith)).toEqual({
    ok: true,
    target: 'checkout',
    why: null,
  });
  expect(counterpartOf(done('kill', 'orders#1'), services, services)).toMatchObject({ ok: true, target: 'orders#1' });
});

test('the whole monolith is no one process among the services', () => {
  expect(counterpartOf(done('kill', 'shop'), monolith, services)).toEqual({
    ok: false,
    why: 'what shop does is spread over 8 processes',
  });
});

test('a database is the one that has its tables', () => {
  expect(counterpartOf(done('kill', 'payments-db'), services, monolith)).toMatchObject({ target: 'shop-db' });
  expect(counterpartOf(done('kill', 'shop-db'), monolith, services)).toMatchObject({
    ok: false,
    why: 'the tables of shop-db are spread over 2 stores',
  });
});

test('between two parts of one process there is no link to break', () => {
  expect(counterpartOf(done('latency', 'orders -> payments'), services, monolith)).toEqual({
    ok: false,
    why: 'orders and payments are one process, shop: no message passes between them',
  });
  expect(counterpartOf(done('latency', 'checkout -> gateway'), services, monolith)).toMatchObject({
    target: 'checkout -> shop',
  });
  expect(counterpartOf(done('latency', 'payments -> payments-db'), services, monolith)).toMatchObject({
    target: 'shop -> shop-db',
  });
});

test('a shop without a broker has no event to lose', () => {
  expect(counterpartOf(done('poison', 'order.placed'), services, monolith)).toEqual({
    ok: false,
    why: 'there is no broker, and no event',
  });
});

test('code is deployed where the same file is', () => {
  const shared = 'services/domain/payments/rules.ts';
  expect(counterpartOf(done('deploy', 'payments', [shared]), services, monolith)).toMatchObject({ target: 'shop' });
  expect(counterpartOf(done('deploy', 'payments', ['services/payments.ts']), services, monolith)).toEqual({
    ok: false,
    why: 'shop has no services/payments.ts',
  });
});
