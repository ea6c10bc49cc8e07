import { expect, test } from 'vitest';
import { Random } from '../../simulator/kernel/random.ts';
import { given } from '../support/given.ts';
import { hono } from '../support/service-code.ts';
import type { FleetUnderTest } from '../../simulator/testing/fleet-under-test.ts';

const orders = hono(
  `
app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  try {
    const paid = await fetch('http://payments/payments/' + id, { method: 'PUT', signal: AbortSignal.timeout(300) })
    if (!paid.ok) return c.text('not paid', 502)
    await pool.query('insert into orders (id) values ($1) on conflict do nothing', [id])
    await producer.send({ topic: 'orders', messages: [{ key: id, value: id }], timeout: 500 })
    console.log('placed', id)
    return c.text('placed', 201)
  } catch (error) { return c.text(error.message, 503) }
})
app.get('/orders', async (c) => c.json((await pool.query('select id from orders')).rows.map((row) => row.id)))`,
  `import pg from 'pg'
import { Kafka } from 'kafkajs'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4, connectionTimeoutMillis: 300, query_timeout: 300 })
pool.on('error', () => {})
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS], requestTimeout: 300, connectionTimeout: 300, retry: { retries: 1, initialRetryTime: 100 } }).producer()
await producer.connect()`,
);

const payments = hono(`app.put('/payments/:id', (c) => c.text('paid'))`);

const mails = `import { Kafka } from 'kafkajs'
const kafka = new Kafka({ brokers: [process.env.KAFKA_BROKERS], requestTimeout: 1000, connectionTimeout: 300, retry: { retries: 30, initialRetryTime: 100, maxRetryTime: 1000 } })
const consumer = kafka.consumer({ groupId: 'mails', sessionTimeout: 6000, rebalanceTimeout: 6000, heartbeatInterval: 1000, maxWaitTimeInMs: 500 })
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message }) => console.log('mail', message.key.toString()) })`;

const cloggedLinks = [
  'orders -> payments',
  'orders -> orders-db',
  'orders -> kafka',
  'mails -> kafka',
  'checkout -> orders',
];
const rounds = 4;
/** A member whose join was answered into a clogged link waits for that answer: for its session time and five seconds, as kafkajs does. */
const recoversWithin = '12s';

const fleetText = `
services:
  orders: { uses: { db: orders-db, broker: kafka } }
  payments: {}
  mails: { uses: { broker: kafka } }
processes: { orders: { services: [orders], replicas: 2 }, payments: { services: [payments], replicas: 2 } }
stores: { orders-db: { engine: sql, schema: orders.sql } }
brokers: { kafka: { engine: log, topics: { orders: { partitions: 2 } } } }
links: { default: { latency: 1ms } }
traffic: { checkout: { to: orders, request: 'PUT /orders/\${seq}', rate: 15/s, timeout: 1s } }`;

const files = {
  'services/orders.ts': orders,
  'services/payments.ts': payments,
  'services/mails.ts': mails,
  'orders.sql': 'create table orders (id text primary key);',
};

/** Some links are clogged one after the other, and unclogged in another order, each at a moment of its own. */
async function swizzle(fleet: FleetUnderTest, random: Random): Promise<void> {
  const chosen = shuffled(cloggedLinks, random).slice(0, 2 + random.below(cloggedLinks.length - 1));
  for (const link of chosen) {
    const direction = ['there', 'back', 'both'][random.below(3)];
    fleet.act('partition', link, { mode: random.below(3) === 0 ? 'refused' : 'silent', direction });
    await fleet.run(1 + random.below(1_500_000));
  }
  for (const link of shuffled(chosen, random)) {
    fleet.restore(link);
    await fleet.run(1 + random.below(800_000));
  }
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}

/** From 5 on, the answer to a join is lost in each of them. */
const seeds = ['1', '2', '3', '4', '5', '6', '17', '21', '104', '116'];

test.each(seeds)(
  'seed %s: links clogged and unclogged in any order; once they are free all is well again, and nothing that was promised is lost',
  async (seed) => {
    const fleet = await given(fleetText, { seed, files });
    await fleet.run('3s');
    for (let round = 0; round < rounds; round++) await swizzle(fleet, new Random(seed, 'links', `round ${round}`));
    const freeUs = fleet.nowUs;
    const failed = () => fleet.factsOf('request').filter((request) => request.status !== 201);
    expect(failed().length).toBeGreaterThan(10);
    await fleet.run(recoversWithin);
    fleet.act('traffic', 'checkout', { rate: '0/s' });
    await fleet.run('1s');
    // Its own attempts to connect and to send are over a second after the links are free.
    expect(failed().filter((request) => request.startUs > freeUs + 1_000_000)).toEqual([]);
    expect(fleet.report().topics['orders']!.groups['mails']).toMatchObject({ lag: 0 });
    const idsIn = (service: string, word: string) =>
      fleet.logs(service).flatMap((line) => (line.startsWith(word) ? [line.slice(word.length)] : []));
    const placed = idsIn('orders', 'placed ');
    const mailed = new Set(idsIn('mails', 'mail '));
    const stored = new Set((await fleet.request('GET', 'http://orders/orders')).json as string[]);
    expect(placed.length).toBeGreaterThan(100);
    expect(placed.filter((id) => !mailed.has(id) || !stored.has(id))).toEqual([]);
  },
);
