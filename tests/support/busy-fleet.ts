/** Code, records, policies, lost messages, a crash and a restart: whatever could disturb the order of things. */
export const busyFleet = `
services:
  gateway: { cost: exponential(1ms) }
  orders: { uses: { broker: kafka }, cost: lognormal(2ms, 1ms) }
  payments: { cost: 3ms }
  mails: { uses: { broker: kafka }, cost: 1ms }
processes:
  gateway: { services: [gateway] }
  orders: { services: [orders], replicas: 2 }
  payments: { services: [payments], concurrency: 4, queue: 4 }
  mails: { services: [mails], replicas: 2, startup: 800ms }
brokers:
  kafka: { engine: log, latency: 2ms, topics: { order.placed: { partitions: 3 } } }
links:
  default: { latency: 0.5ms..2ms }
  orders -> payments:
    timeout: 100ms
    retries: { attempts: 2, backoff: 20ms, jitter: full }
    breaker: { errors: 50%, window: 2s, volume: 10, reset: 1s }
traffic:
  checkout: { to: gateway, request: 'PUT /orders/\${seq}', rate: poisson(40/s), timeout: 1s }
script:
  - { at: 2s, loss: gateway -> orders, rate: 20%, for: 1s }
  - { at: 3s, kill: payments, for: 1s }
  - { at: 5500ms, slow: payments, by: 300ms, for: 400ms }
  - { at: 5s, latency: orders -> payments, add: 20ms }
  - { at: 6s, kill: orders#2, for: 500ms }
  - { at: 6500ms, hang: mails#1, for: 7s }
  - { at: 7s, traffic: checkout, times: 3, for: 1s }
  - { at: 8s, burn: gateway, cores: 0.7, for: 1s }
`;

const orders = `
import { Hono } from 'hono'
import { Kafka } from 'kafkajs'
const producer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).producer()
await producer.connect()
const app = new Hono()
app.put('/orders/:id', async (c) => {
  const id = c.req.param('id')
  const paid = await fetch('http://payments/payments/' + id, { method: 'PUT' })
  if (!paid.ok) return c.json({ error: 'not paid' }, 502)
  await producer.send({ topic: 'order.placed', messages: [{ key: id, value: JSON.stringify({ id, token: crypto.randomUUID() }) }] })
  return c.json({ id }, 201)
})
export default app`;

const gateway = `
import { Hono } from 'hono'
const app = new Hono()
app.put('/orders/:id', async (c) => {
  const answer = await fetch('http://orders/orders/' + c.req.param('id'), { method: 'PUT', signal: AbortSignal.timeout(400) })
  return c.json(await answer.json(), answer.status)
})
app.onError((error, c) => c.text(error.message, 504))
export default app`;

const payments = `
import { Hono } from 'hono'
const app = new Hono()
app.put('/payments/:id', (c) => Math.random() < 0.02 ? c.text('declined', 500) : c.json({ at: Date.now() }))
export default app`;

const mails = `
import { Kafka } from 'kafkajs'
const consumer = new Kafka({ brokers: [process.env.KAFKA_BROKERS] }).consumer({ groupId: 'mails', sessionTimeout: 6000, heartbeatInterval: 1000 })
await consumer.connect()
await consumer.subscribe({ topic: 'order.placed', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message }) => { console.log('mail', message.key.toString()) } })`;

export const busyFiles: Readonly<Record<string, string>> = {
  'services/gateway.ts': gateway,
  'services/orders.ts': orders,
  'services/payments.ts': payments,
  'services/mails.ts': mails,
};

/** No sidecar makes the windows short here: all that processes do to each other has to be in order by itself. */
export const looseFleet = `
services:
  front: { cost: 1ms }
  back: { cost: 1ms..9ms }
processes:
  front: { services: [front], replicas: 2 }
  back: { services: [back], replicas: 2, startup: 300ms }
links: { default: { latency: 5ms }, front -> back: { latency: 4ms..6ms } }
traffic:
  calls: { to: front, request: 'GET /calls/\${seq}', rate: poisson(60/s), timeout: 50ms }
script:
  - { at: 1s, partition: back#1, mode: refused, for: 500ms }
  - { at: 2s, kill: back#2, for: 100ms }
  - { at: 3s, fail: back, rate: 10%, for: 1s }
`;

const front = `
export default {
  async fetch(request) {
    const calls = ['back', 'back', 'nowhere'].map((host) =>
      fetch('http://' + host + new URL(request.url).pathname, { signal: AbortSignal.timeout(15) }).then((answer) => answer.status, (error) => error.name))
    return Response.json(await Promise.all(calls))
  },
}`;

const back = `
let served = 0
export default {
  fetch() {
    if (++served % 97 === 0) setTimeout(() => { throw new Error('tired') }, 3)
    return new Promise((resolve) => setTimeout(() => resolve(new Response('ok')), Math.random() * 3))
  },
}`;

export const looseFiles: Readonly<Record<string, string>> = { 'services/front.ts': front, 'services/back.ts': back };
