import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const connected = `
import pg from 'pg'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
pool.on('error', () => {})`;
/** Each charge moves a coin from one account to the other. */
const payments = hono(
  `app.put('/charges/:id', async (c) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into charges (order_id) values ($1)', [c.req.param('id')])
    await client.query("update accounts set coins = coins - 1 where name = 'buyers'")
    await client.query("update accounts set coins = coins + 1 where name = 'shop'")
    await client.query('commit')
  } finally { client.release() }
  return c.text('charged', 201)
})`,
  connected,
);
const orders = hono(
  `app.put('/orders/:id', async (c) => {
  await pool.query('insert into orders (id) values ($1)', [c.req.param('id')])
  const paid = await fetch('http://payments/charges/' + c.req.param('id'), { method: 'PUT' })
  return c.text('', paid.status)
})`,
  connected,
);
const nosy = hono(`app.get('/', async (c) => c.json((await pool.query('select * from charges')).rows))`, connected);

function shop(script = '', host: NodeHostKind = 'inline'): Promise<FleetUnderTest> {
  return given(
    `
services: { orders: { uses: { db: shop-db } }, payments: { uses: { db: shop-db } } }
processes: { payments: { services: [payments], startup: 200ms } }
stores: { shop-db: { engine: sql, schema: [orders.sql, payments.sql] } }
links: { default: { latency: 1ms } }
traffic: { buyers: { to: orders, request: 'PUT /orders/\${seq}', rate: 20/s } }
${script}`,
    {
      host,
      files: {
        'services/orders.ts': orders,
        'services/payments.ts': payments,
        'orders.sql': 'create table orders (id text primary key);',
        'payments.sql': `create table charges (id serial primary key, order_id text not null unique);
create table accounts (name text primary key, coins int not null);
insert into accounts values ('buyers', 100000), ('shop', 0);`,
      },
    },
  );
}

type Dump = Record<string, Record<string, Record<string, unknown>[]>>;
const dumpOf = (fleet: FleetUnderTest): Dump => fleet.stores() as Dump;
const rowsIn = (dump: Dump, store: string, table: string) => dump[store]?.[table] ?? [];

/** Over all stores: rows are moved, neither lost nor doubled. */
function expectWhole(fleet: FleetUnderTest): void {
  const dump = dumpOf(fleet);
  const stores = Object.keys(dump);
  const charges = stores.flatMap((store) => rowsIn(dump, store, 'charges'));
  const accounts = stores.flatMap((store) => rowsIn(dump, store, 'accounts'));
  const coins = (name: string): number => Number(accounts.find((each) => each['name'] === name)?.['coins']);
  expect(accounts).toHaveLength(2);
  expect(coins('buyers') + coins('shop')).toBe(100_000);
  expect(coins('shop')).toBe(charges.length);
  const answered = fleet.factsOf('request').filter(({ status }) => status === 201).length;
  expect(charges.length).toBeGreaterThanOrEqual(answered);
  expect(new Set(charges.map((row) => row['order_id'])).size).toBe(charges.length);
}

describe('a service that is to keep its tables in a store of its own', () => {
  test('stops, has its rows copied, and goes on there; nothing is lost or doubled', async () => {
    const fleet = await shop();
    await fleet.run('5s');
    fleet.act('keep', 'payments', { in: 'payments-db' });
    await fleet.run('12s');
    expectWhole(fleet);
    const dump = dumpOf(fleet);
    expect(rowsIn(dump, 'shop-db', 'charges')).toEqual([]);
    expect(rowsIn(dump, 'payments-db', 'charges').length).toBeGreaterThan(150);
    expect(Object.keys(dump['payments-db']!)).toEqual(['charges', 'accounts']);
    const told = fleet.factsOf('rollout').filter(({ what }) => what === 'copied');
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\d+ rows of charges, accounts went from shop-db to payments-db$/),
    ]);
    expect(fleet.lifeOf('payments#2')).toEqual(['starting', 'ready']);
    const late = fleet.factsOf('request').filter(({ endUs }) => endUs > 9_000_000);
    expect(late.filter(({ status }) => status !== 201)).toEqual([]);
  });

  test('is away for as long as the copy takes, and longer with more rows', async () => {
    const awayUs = async (at: string): Promise<number> => {
      const fleet = await shop();
      await fleet.run(at);
      fleet.act('keep', 'payments', { in: 'payments-db' });
      await fleet.run('22s');
      const copied = fleet.factsOf('rollout').find(({ what }) => what === 'copied')!;
      const stopped = fleet.factsOf('process').find(({ from, state }) => from === 'payments#1' && state === 'stopped')!;
      return copied.atUs - stopped.atUs;
    };
    const few = await awayUs('2s');
    const many = await awayUs('15s');
    expect(few).toBeGreaterThan(500_000);
    expect(many - few).toBeGreaterThan(200 * 500);
  });

  test('undone, goes back with all that was written meanwhile', async () => {
    const fleet = await shop();
    await fleet.run('5s');
    fleet.act('keep', 'payments', { in: 'payments-db', for: '5s' });
    await fleet.run('20s');
    expectWhole(fleet);
    const dump = dumpOf(fleet);
    expect(rowsIn(dump, 'shop-db', 'charges').length).toBeGreaterThan(250);
    expect(rowsIn(dump, 'payments-db', 'charges')).toEqual([]);
    expect(fleet.factsOf('rollout').filter(({ what }) => what === 'copied')).toHaveLength(2);
  });

  test('undone before the copy is over, has not moved at all', async () => {
    const fleet = await shop();
    await fleet.run('5s');
    fleet.act('keep', 'payments', { in: 'payments-db', for: '300ms' });
    await fleet.run('12s');
    expectWhole(fleet);
    expect(rowsIn(dumpOf(fleet), 'shop-db', 'charges').length).toBeGreaterThan(150);
    expect(fleet.factsOf('rollout').filter(({ what }) => what === 'copied')).toEqual([]);
  });

  test('can move out of its process as well, and it is the same run in worker threads', async () => {
    const script = `
script:
  - { at: 3s, move: payments, to: orders }
  - { at: 5s, keep: payments, in: payments-db, for: 4s }
  - { at: 5200ms, kill: payments-db, for: 900ms }`;
    const digests = new Set<string>();
    for (const host of ['inline', 'inline', 'workers'] as const) {
      const fleet = await shop(script, host);
      await fleet.run('13s');
      expectWhole(fleet);
      digests.add(fleet.digest());
    }
    expect(digests.size).toBe(1);
  });

  test('stays where it is when it shares a table, has none, or the store has none of them', async () => {
    const fleet = await given(
      `
services: { payments: { uses: { db: shop-db } }, nosy: { uses: { db: shop-db } }, orders: { uses: { db: orders-db } } }
stores: { shop-db: { engine: sql, schema: payments.sql }, orders-db: { engine: sql, schema: orders.sql } }
`,
      {
        files: {
          'services/payments.ts': payments,
          'services/nosy.ts': nosy,
          'services/orders.ts': orders,
          'orders.sql': 'create table orders (id text primary key);',
          'payments.sql': 'create table charges (id serial primary key, order_id text not null);',
        },
      },
    );
    await fleet.run('1s');
    fleet.act('keep', 'payments', { in: 'payments-db' });
    fleet.act('keep', 'orders', { in: 'shop-db' });
    fleet.act('keep', 'orders', { in: 'orders-db' });
    fleet.act('keep', 'orders', { in: 'nosy' });
    await fleet.run('2s');
    expect(fleet.factsOf('action').map(({ text }) => text)).toEqual([
      'nosy names charges as well: a table that leaves needs one owner',
      'shop-db has no orders: its schema would have to have what orders keeps',
      'orders keeps its tables in orders-db already',
      'nosy is the name of something else',
    ]);
  });
});
