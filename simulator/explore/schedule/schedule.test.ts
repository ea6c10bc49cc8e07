import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultOf } from '../../faults/catalogue.ts';
import { actionShapes, isVerb } from '../../fleet/action-shapes.ts';
import { targetNamed } from '../../fleet/actions/action-target.ts';
import { namesOf } from '../../fleet/sections/fleet-names.ts';
import { Random } from '../../kernel/random.ts';
import { fleetOf } from '../../testing/fleet-of.ts';
import { crashLines } from './crash-lines.ts';
import { actionsOf, Scheduler } from './schedule.ts';
import type { Schedule } from './schedule.ts';

const code = `import x from 'y'
export async function place() {
  // await nothing
  await db.query('commit')
  await publish('placed')
  return 1
}`;
const fleet = fleetOf(
  `
services: { orders: { uses: { db: orders-db, broker: kafka } }, idle: { model: { latency: 1ms } } }
processes: { orders: { services: [orders], replicas: 2 }, idle: { services: [idle] } }
stores: { orders-db: { engine: sql, schema: orders.sql } }
brokers: { kafka: { engine: log, topics: { placed: {} } } }
traffic:
  checkout: { to: orders, request: POST /orders, rate: 5/s }
  browse: { to: orders, request: GET /orders, rate: 5/s }
truths:
  An order is there: { never: { store: orders-db, rows: select 1 }, says: no }
`,
  { 'services/orders.ts': code, 'orders.sql': 'create table orders (id int);' },
);

const forUs = 60_000_000;
const drawn = (index: number): Schedule =>
  new Scheduler(fleet).draw('1', forUs, new Random('1', 'explore', `run ${index}`));
const many = Array.from({ length: 300 }, (_, index) => drawn(index));

describe('a schedule of faults', () => {
  test('is the same for the same numbers, and another for others', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(new Set(many.map((schedule) => JSON.stringify(schedule.faults))).size).toBeGreaterThan(200);
  });

  test('has none to six faults, in order, and begins them while clients are there', () => {
    expect(new Set(many.map(({ faults }) => faults.length))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    for (const { faults, clientsLeaveUs } of many) {
      const times = faults.map(({ atUs }) => atUs);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      for (const { atUs, forUs } of faults) {
        expect(atUs).toBeGreaterThanOrEqual(2_000_000);
        expect(atUs).toBeLessThanOrEqual(clientsLeaveUs);
        expect(forUs ?? 0).toBeLessThanOrEqual(8_000_000);
      }
    }
  });

  test('does only what fits on this fleet, and every kind of it', () => {
    const faults = many.flatMap((schedule) => schedule.faults);
    for (const { verb, target, sizes } of faults) {
      expect([verb, target, isVerb(verb) && targetNamed(namesOf(fleet), verb, target).ok]).toEqual([
        verb,
        target,
        true,
      ]);
      expect(Object.keys(sizes).filter((size) => !(size in actionShapes[verb as 'kill'].sizes))).toEqual([]);
      expect(faultOf(verb)).toBeDefined();
    }
    const verbs = [
      'crashpoint',
      'duplicate',
      'fail',
      'hang',
      'kill',
      'latency',
      'loss',
      'partition',
      'pause',
      'readonly',
    ];
    expect([...new Set(faults.map(({ verb }) => verb))].toSorted()).toEqual(verbs);
  });

  test('ends with clients that leave; those that only read never come', () => {
    const actions = actionsOf({ seed: '1', faults: [], clientsLeaveUs: 5, untilUs: 9 }, fleet, []);
    expect(actions.map(({ atUs, verb, target }) => [atUs, verb, target])).toEqual([
      [0, 'quiet', 'browse'],
      [5, 'quiet', 'checkout'],
    ]);
  });
});

describe('lines to die at', () => {
  test('wait for somebody or come right after, and are nowhere else', () => {
    expect(crashLines('services/orders.ts', code)).toEqual([
      { line: 4, settles: true },
      { line: 5, settles: true },
      { line: 6, settles: true },
    ]);
    expect(crashLines('services/words.json', code)).toEqual([]);
  });

  test('of the shop, one lies between the commit and the message', () => {
    const orders = readFileSync(new URL('../../../lessons/shop/services/orders.ts', import.meta.url), 'utf8');
    const sending = orders.split('\n').findIndex((line) => line.includes("publish('order.placed'")) + 1;
    expect(crashLines('services/orders.ts', orders)).toContainEqual({ line: sending, settles: true });
  });
});
