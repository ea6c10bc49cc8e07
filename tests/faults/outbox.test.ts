import { describe, expect, test } from 'vitest';
import { Random } from '../../simulator/kernel/random.ts';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const connections = `
import pg from 'pg'
import { Kafka } from 'kafkajs'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).producer()
await producer.connect()
const publish = (id) => producer.send({ topic: 'orders', messages: [{ key: id, value: id }] })
const inTransaction = async (work) => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } finally { client.release() }
}`;

const reading = `
app.get('/orders', async (c) => c.json((await pool.query('select id from orders order by id')).rows.map((row) => row.id)))`;

const committingThenPublishing = hono(
  `
app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  await inTransaction((client) => client.query('insert into orders (id) values ($1)', [id]))
  await publish(id)
  return c.text('placed', 201)
})${reading}`,
  connections,
);

/** What is to be published is committed with the order, and published from there until that is written down. */
const withOutbox = hono(
  `
app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  await inTransaction(async (client) => {
    await client.query('insert into orders (id) values ($1)', [id])
    await client.query('insert into outbox (order_id) values ($1)', [id])
  })
  return c.text('placed', 201)
})${reading}
async function relay() {
  const { rows } = await pool.query('select id, order_id from outbox where not published order by id')
  for (const row of rows) {
    await publish(row.order_id)
    await pool.query('update outbox set published = true where id = $1', [row.id])
  }
  setTimeout(relay, 100)
}
void relay()`,
  connections,
);

function ordersWith(code: string, { more = '', seed = '1' } = {}): Promise<FleetUnderTest> {
  return given(
    `
services: { orders: { uses: { db: orders-db, broker: kafka } } }
stores: { orders-db: { engine: sql, schema: orders.sql } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: 2 } } } }
links: { default: { latency: 1ms } }
${more}`,
    {
      seed,
      files: {
        'services/orders.ts': code,
        'orders.sql': `create table orders (id text primary key);
create table outbox (id serial primary key, order_id text not null, published boolean not null default false);`,
      },
    },
  );
}

const commits = (fleet: FleetUnderTest) => fleet.factsOf('sql').filter((fact) => fact.what === 'commit');
const appends = (fleet: FleetUnderTest) => fleet.factsOf('log-broker').filter((fact) => fact.what === 'append');
const storedOrders = async (fleet: FleetUnderTest) =>
  (await fleet.request('GET', 'http://orders/orders')).json as string[];

/** Kills the service the moment something has happened elsewhere, before it can hear of it. */
async function killWhen(fleet: FleetUnderTest, hasHappened: () => boolean): Promise<void> {
  while (!hasHappened()) await fleet.run(100);
  fleet.kill('orders', { for: '1s' });
  await fleet.run('10ms');
}

describe('a service that dies between the commit in its database and its message', () => {
  test('without an outbox: the order is there, and nobody is ever told of it', async () => {
    const fleet = await ordersWith(committingThenPublishing);
    await fleet.run('2s');
    const sent = fleet.send('PUT', 'http://orders/orders/lost');
    await killWhen(fleet, () => commits(fleet).length > 0);
    expect(sent.answer).toMatchObject({ status: null, failure: 'ECONNRESET' });
    await fleet.run('60s');
    expect(await storedOrders(fleet)).toEqual(['lost']);
    expect(appends(fleet)).toEqual([]);
    expect(await fleet.request('PUT', 'http://orders/orders/next')).toMatchObject({ status: 201 });
    expect(appends(fleet)).toMatchObject([{ key: 'next' }]);
  });

  test('with an outbox: it is told of after the restart, once', async () => {
    const fleet = await ordersWith(withOutbox);
    await fleet.run('2s');
    const sent = fleet.send('PUT', 'http://orders/orders/kept');
    await killWhen(fleet, () => commits(fleet).length > 0);
    expect(sent.answer).toMatchObject({ status: null, failure: 'ECONNRESET' });
    expect(appends(fleet)).toEqual([]);
    await fleet.run('10s');
    expect(await storedOrders(fleet)).toEqual(['kept']);
    expect(appends(fleet)).toMatchObject([{ key: 'kept' }]);
  });

  test('with an outbox, dead again before it has written down that it published: the same is told twice', async () => {
    const fleet = await ordersWith(withOutbox);
    await fleet.run('2s');
    expect(await fleet.request('PUT', 'http://orders/orders/kept')).toMatchObject({ status: 201 });
    await killWhen(fleet, () => appends(fleet).length > 0);
    await fleet.run('10s');
    expect(appends(fleet)).toMatchObject([{ key: 'kept' }, { key: 'kept' }]);
  });
});

describe('killed again and again at any moment', () => {
  async function killedAtRandom(code: string, { seed, perSecond }: { seed: string; perSecond: number }) {
    const more = `traffic: { checkout: { to: orders, request: 'PUT /orders/\${seq}', rate: poisson(${perSecond}/s), timeout: 1s } }`;
    const fleet = await ordersWith(code, { seed, more });
    const random = new Random(seed, 'orders', 'kills');
    await fleet.run('1s');
    for (let kill = 0; kill < 5; kill++) {
      fleet.kill('orders', { for: '100ms' });
      await fleet.run(1_000_000 + random.below(500_000));
    }
    fleet.act('traffic', 'checkout', { rate: '0/s' });
    await fleet.run('3s');
    const stored = await storedOrders(fleet);
    expect(stored.length).toBeGreaterThan(50);
    return { stored: new Set(stored), published: new Set(appends(fleet).map(({ key }) => key!)), fleet };
  }

  test.each(['1', '2', '3', '4', '5'])(
    'seed %s: with an outbox, what is committed and what is told are the same',
    async (seed) => {
      const { stored, published, fleet } = await killedAtRandom(withOutbox, { seed, perSecond: 40 });
      expect(published).toEqual(stored);
      expect(appends(fleet).length).toBeGreaterThanOrEqual(stored.size);
    },
  );

  test('without one they are not', async () => {
    const untold: string[] = [];
    for (const seed of ['1', '2', '3', '4', '5']) {
      if (untold.length > 0) break;
      const { stored, published } = await killedAtRandom(committingThenPublishing, { seed, perSecond: 300 });
      untold.push(...[...stored].filter((id) => !published.has(id)));
    }
    expect(untold.length).toBeGreaterThan(0);
  });
});
