import { describe, expect, test } from 'vitest';
import { landingOn, leavingAt } from '../../../src/features/canvas/joining/dragged.ts';
import { moveInWords, targetsOf, whyStays } from '../../../src/session/readings/moving.ts';
import { movesIn } from '../../../src/commands/fleet/move-boundary.ts';
import { frame, replica } from '../frames.ts';
import { monolith, shop } from './fleets.ts';

const busy = frame({ replicas: [{ ...replica('shop', 'ready'), inHand: 3 }] });
const payments = leavingAt(monolith.map, 'shop', 'payments')!;

describe('a room that is dragged', () => {
  test('over water becomes a process of its own, over its own process it stays', () => {
    expect(payments).toEqual({ services: ['payments'], from: 'shop' });
    expect(landingOn(monolith.map, payments, null)).toEqual({ target: { to: 'payments', isNew: true } });
    expect(landingOn(monolith.map, payments, 'process:shop')).toEqual({ why: 'It stays in shop.' });
    expect(landingOn(monolith.map, payments, 'store:shop-db')).toMatchObject({ why: /process/ });
  });

  test('says what would happen, how long it takes and what is in hand', () => {
    const says = moveInWords({ map: monolith.map, frame: busy }, payments, { to: 'payments', isNew: true });
    expect(says).toBe(
      'payments leaves shop for a process of its own: payments starts and shop is rolled out without it, in about 0.5 s. The 3 requests in hand are ended first.',
    );
  });
});

describe('a process that is dragged', () => {
  const orders = leavingAt(shop.map, 'orders', 'orders')!;

  test('goes into another process, and over water there is nothing to do', () => {
    expect(landingOn(shop.map, orders, 'process:payments')).toEqual({ target: { to: 'payments', isNew: false } });
    expect(landingOn(shop.map, orders, null)).toMatchObject({ why: /has a process of its own already/ });
  });

  test('takes all of its services along, wherever between its rooms it is held', () => {
    expect(leavingAt(monolith.map, 'shop', null)?.services).toHaveLength(8);
    expect(leavingAt(shop.map, 'nobody', null)).toBeNull();
  });

  test('of two replicas is rolled out one after the other', () => {
    const says = moveInWords({ map: shop.map, frame: frame() }, orders, { to: 'payments', isNew: false });
    expect(says).toBe(
      'orders moves from orders into payments: payments is rolled out anew and orders goes away, in about 1 s. No request is in hand.',
    );
  });
});

test('the service that gave its process the name does not leave others behind in it', () => {
  const [process] = shop.map.processes;
  const both = { ...process!, name: 'orders', services: ['orders', 'payments'] };
  const map = { ...shop.map, processes: [both] };
  const leaving = { services: ['orders'], from: 'orders' };
  expect(whyStays(map, leaving)).toMatch(/bears the name/);
  expect(targetsOf(map, leaving)).toEqual([]);
  expect(targetsOf(map, { services: ['payments'], from: 'orders' })).toEqual([{ to: 'payments', isNew: true }]);
});

test('what has no code stays where it is', () => {
  const map = { ...shop.map, processes: shop.map.processes.map((each) => ({ ...each, runsCode: false })) };
  expect(leavingAt(map, 'orders', 'orders')).toBeNull();
  expect(movesIn(map)).toEqual([]);
});

test('every move can be found by name, once', () => {
  const ids = movesIn(shop.map).map(({ id }) => id);
  expect(new Set(ids).size).toBe(8 * 7);
  expect(movesIn(monolith.map).map(({ label }) => label)).toContain('Move payments to a process of its own');
});
