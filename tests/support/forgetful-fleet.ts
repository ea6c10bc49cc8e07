import { hono } from './service-code.ts';

/** Orders are told of, and payments charges for what it hears, however often it hears it. */
export const forgetfulFiles: Readonly<Record<string, string>> = {
  'fleet.yaml': `
name: Forgetful
services:
  orders: { uses: { broker: kafka } }
  payments: { uses: { db: payments-db, broker: kafka } }
stores: { payments-db: { engine: sql, schema: payments.sql } }
brokers: { kafka: { engine: log, topics: { placed: { partitions: 2 } } } }
links: { default: { latency: 1ms } }
traffic: { checkout: { to: orders, request: 'PUT /orders/\${seq}', rate: 5/s } }
truths:
  An order is charged once:
    never:
      store: payments-db
      rows: "select order_id, count(*) as charges from charges group by order_id having count(*) > 1"
    says: order \${order_id} was charged \${charges} times
`,
  'payments.sql': 'create table charges (order_id text not null);',
  'services/orders.ts': hono(
    `app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  await producer.send({ topic: 'placed', messages: [{ key: id, value: JSON.stringify({ id }) }] })
  return c.json({ id }, 201)
})`,
    `import { Kafka } from 'kafkajs'
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).producer({ idempotent: true })
await producer.connect()`,
  ),
  'services/payments.ts': hono(
    '',
    `import pg from 'pg'
import { Kafka } from 'kafkajs'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
pool.on('error', () => {})
const kafka = new Kafka({ brokers: [process.env.KAFKA_BROKERS] })
const consumer = kafka.consumer({ groupId: 'payments', sessionTimeout: 6000, heartbeatInterval: 1000 })
await consumer.connect()
await consumer.subscribe({ topic: 'placed', fromBeginning: true })
void consumer.run({ eachMessage: async ({ message }) => {
  await pool.query('insert into charges (order_id) values ($1)', [message.key.toString()])
  console.log('charged')
} })`,
  ),
};
