import { expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const connections = `
import { Kafka } from 'kafkajs'
const kafka = new Kafka({ brokers: [process.env.KAFKA_BROKERS], retry: { initialRetryTime: 300, retries: 20 } })
const producer = kafka.producer()
await producer.connect()`;

const producing = hono(
  `
app.post('/orders/:id', async (c) => {
  await producer.send({ topic: 'orders', messages: [{ key: c.req.param('id'), value: JSON.stringify({ id: c.req.param('id') }) }] })
  return c.text('placed', 201)
})`,
  connections,
);

const consuming = (handle: string, before = '') => `${connections}
${before}
const consumer = kafka.consumer({ groupId: 'stock', sessionTimeout: 6000, heartbeatInterval: 1000 })
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message, partition }) => {
  ${handle}
} })`;

function fleetWith(stock: string): Promise<FleetUnderTest> {
  return given(
    `
services: { orders: { uses: { broker: kafka } }, stock: { uses: { broker: kafka, db: stock-db } } }
processes: { orders: { services: [orders] }, stock: { services: [stock], replicas: 2 } }
stores: { stock-db: { engine: sql, schema: stock.sql } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: 1 }, orders.dead: { partitions: 1 } } } }
links: { default: { latency: 1ms } }`,
    {
      files: {
        'services/orders.ts': producing,
        'services/stock.ts': stock,
        'stock.sql': `create table stock (taken integer not null);
insert into stock values (0);
create table inbox (id text primary key);`,
      },
    },
  );
}

const effectOnce = `
  const client = await pool.connect()
  await client.query('begin')
  const { rowCount } = await client.query('insert into inbox (id) values ($1) on conflict do nothing', [message.key.toString()])
  if (rowCount === 1) await client.query('update stock set taken = taken + 1')
  await client.query('commit')
  client.release()`;
const effectEachTime = `await pool.query('update stock set taken = taken + 1')`;
const counting = (effect: string) =>
  consuming(
    `${effect}
  console.log('taken', (await pool.query('select taken from stock')).rows[0].taken)
  await sleep(200)`,
    `import pg from 'pg'\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })`,
  );

test.each([
  [
    'with an inbox in the same transaction a record that comes twice takes effect once',
    effectOnce,
    ['taken 1', 'taken 1'],
  ],
  ['without an inbox a record that comes twice takes effect twice', effectEachTime, ['taken 1', 'taken 2']],
])('%s', async (_title, effect, expected) => {
  const fleet = await fleetWith(counting(effect));
  await fleet.run('3s');
  expect((await fleet.request('POST', 'http://orders/orders/1')).status).toBe(201);
  await fleet.run('150ms');
  const [first] = fleet.factsOf('log').filter((log) => log.message === 'taken 1');
  // The effect is committed and the place of the group is not.
  fleet.kill(first!.from);
  await fleet.run('30s');
  expect(fleet.report().topics['orders']!.groups['stock']).toMatchObject({ redelivered: 1, lag: 0 });
  expect(fleet.logs('stock').filter((line) => line.startsWith('taken'))).toEqual(expected);
});

test('a record that cannot be read is put aside on a topic of its own, and the partition goes on', async () => {
  const fleet = await fleetWith(
    consuming(`
  let order
  try { order = JSON.parse(message.value.toString()) } catch (error) {
    await producer.send({ topic: 'orders.dead', messages: [{ key: message.key, value: message.value, headers: { why: error.message } }] })
    return
  }
  console.log('handled', order.id)`),
  );
  await fleet.run('3s');
  await fleet.request('POST', 'http://orders/orders/1');
  fleet.act('poison', 'orders', { count: 1 });
  await fleet.run('1s');
  await fleet.request('POST', 'http://orders/orders/2');
  await fleet.run('10s');
  expect(fleet.logs('stock').filter((line) => line.startsWith('handled'))).toEqual(['handled 1', 'handled 2']);
  const { topics } = fleet.report();
  expect(topics['orders.dead']).toMatchObject({ produced: 1 });
  expect(topics['orders']!.groups['stock']).toMatchObject({ consumed: 3, redelivered: 0, lag: 0 });
});
