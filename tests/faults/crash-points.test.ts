import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { NodeHostKind } from '../../simulator/hosts/node/node-run.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const placing = hono(
  `app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  await pool.query('insert into orders (id) values ($1)', [id])
  await producer.send({ topic: 'orders', messages: [{ key: id, value: id }] })
  return c.text('placed', 201)
})
app.get('/:table', async (c) => c.json((await pool.query('select * from ' + c.req.param('table'))).rows))`,
  `
import pg from 'pg'
import { Kafka } from 'kafkajs'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).producer()
await producer.connect()`,
);
const charging = `
import pg from 'pg'
import { Kafka } from 'kafkajs'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const consumer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).consumer({ groupId: 'payments', sessionTimeout: 6000, heartbeatInterval: 1000 })
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message }) => {
  await pool.query('insert into charges (order_id) values ($1)', [message.key.toString()])
  console.log('charged')
} })`;

const lineOf = (code: string, text: string): number => code.split('\n').findIndex((line) => line.includes(text)) + 1;
const sending = { file: 'services/orders.ts', line: lineOf(placing, 'producer.send') };
const charged = { file: 'services/payments.ts', line: lineOf(charging, "console.log('charged')") };

function shop(script = '', host: NodeHostKind = 'inline'): Promise<FleetUnderTest> {
  return given(
    `
services: { orders: { uses: { db: orders-db, broker: kafka } }, payments: { uses: { db: orders-db, broker: kafka } } }
stores: { orders-db: { engine: sql, schema: orders.sql } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: 2 } } } }
links: { default: { latency: 1ms } }
${script}`,
    {
      host,
      files: {
        'services/orders.ts': placing,
        'services/payments.ts': charging,
        'orders.sql': 'create table orders (id text primary key); create table charges (order_id text not null);',
      },
    },
  );
}

const rowsOf = async (fleet: FleetUnderTest, table: string) =>
  (await fleet.request('GET', `http://orders/${table}`)).json as Record<string, string>[];
const appends = (fleet: FleetUnderTest) => fleet.factsOf('log-broker').filter((fact) => fact.what === 'append');

describe('a process with a crash point', () => {
  test('between the commit and the message loses the message, once; then it is well', async () => {
    const fleet = await shop();
    await fleet.run('2s');
    fleet.act('crashpoint', 'orders', sending);
    const lost = await fleet.request('PUT', 'http://orders/orders/lost');
    expect(lost).toMatchObject({ status: null, failure: 'ECONNRESET' });
    expect(fleet.factsOf('process').at(-2)).toMatchObject({
      from: 'orders#1',
      state: 'crashed',
      end: 'crash point',
      reason: `died at services/orders.ts:${sending.line}, where a crash point was set`,
    });
    await fleet.run('15s');
    expect(await fleet.request('PUT', 'http://orders/orders/next')).toMatchObject({ status: 201 });
    expect(appends(fleet)).toMatchObject([{ key: 'next' }]);
    expect(await rowsOf(fleet, 'orders')).toMatchObject([{ id: 'lost' }, { id: 'next' }]);
  });

  test('has died of it, and what is deployed then does not', async () => {
    const fleet = await shop();
    await fleet.run('2s');
    fleet.act('crashpoint', 'orders', sending);
    await fleet.request('PUT', 'http://orders/orders/lost');
    await fleet.run('15s');
    fleet.act('deploy', 'orders', { files: { 'services/orders.ts': { text: `${placing}// The next version.` } } });
    await fleet.run('5s');
    expect(await fleet.request('PUT', 'http://orders/orders/next')).toMatchObject({ status: 201 });
    expect(fleet.report().processes['orders']).toMatchObject({ crashes: 1 });
  });

  test('between a charge and its commit charges twice', async () => {
    const fleet = await shop();
    await fleet.run('5s');
    fleet.act('crashpoint', 'payments', charged);
    expect(await fleet.request('PUT', 'http://orders/orders/once')).toMatchObject({ status: 201 });
    await fleet.run('60s');
    expect(await rowsOf(fleet, 'charges')).toEqual([{ order_id: 'once' }, { order_id: 'once' }]);
  });

  test('dies on the pass that was asked for', async () => {
    const fleet = await shop();
    await fleet.run('2s');
    fleet.act('crashpoint', 'orders', { ...sending, pass: 3 });
    for (const [id, status] of Object.entries({ a: 201, b: 201, c: null }))
      expect(await fleet.request('PUT', `http://orders/orders/${id}`)).toMatchObject({ status });
  });

  test('by chance dies again and again, until it is undone', async () => {
    const fleet = await shop();
    await fleet.run('2s');
    fleet.act('crashpoint', 'orders', { ...sending, rate: '50%' });
    let died = 0;
    for (let order = 0; order < 12; order++) {
      const { status, failure } = await fleet.request('PUT', `http://orders/orders/${order}`);
      if (status === 201) continue;
      expect(failure).toBe('ECONNRESET');
      died++;
      // The pause before a restart grows to five minutes.
      await fleet.run('310s');
    }
    expect(died).toBeGreaterThan(2);
    expect(died).toBeLessThan(10);
    fleet.restore('orders');
    for (let order = 20; order < 30; order++)
      expect(await fleet.request('PUT', `http://orders/orders/${order}`)).toMatchObject({ status: 201 });
  });

  test('is the same run in worker threads', async () => {
    const script = `
traffic: { orders: { to: orders, request: 'PUT /orders/\${seq}', rate: poisson(20/s) } }
script:
  - { at: 2s, crashpoint: orders, file: ${sending.file}, line: ${sending.line}, pass: 7 }
  - { at: 4s, crashpoint: payments, file: ${charged.file}, line: ${charged.line}, rate: 20% }`;
    const digests = new Set<string>();
    for (const host of ['inline', 'inline', 'workers'] as const) {
      const fleet = await shop(script, host);
      await fleet.run('25s');
      expect(fleet.report().processes['orders']).toMatchObject({ crashes: 1 });
      expect(fleet.report().processes['payments']!.crashes).toBeGreaterThan(0);
      digests.add(fleet.digest());
    }
    expect(digests.size).toBe(1);
  });
});
