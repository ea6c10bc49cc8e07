/** A breaker in code whose callee hangs for a while, and a saga that is a state machine and takes back what it did. */
export const guardedFleet = `
services:
  orders: {}
  payments: {}
  stock: {}
traffic:
  checkout: { to: orders, request: POST /orders, rate: 20/s }
script:
  - { at: 2s, fail: payments, rate: 100%, for: 2s }
`;

const orders = `
import { Hono } from 'hono'
import CircuitBreaker from 'opossum'
import { createActor, createMachine } from 'xstate'

const payment = new CircuitBreaker(async () => {
  const answer = await fetch('http://payments/charges', { method: 'POST' })
  if (!answer.ok) throw new Error('payments answered ' + answer.status)
  return answer.json()
}, { name: 'payment', resetTimeout: 1000, volumeThreshold: 5, errorThresholdPercentage: 50 })

const saga = createMachine({
  id: 'order',
  initial: 'reserving',
  states: {
    reserving: { on: { RESERVED: 'paying' } },
    paying: { on: { PAID: 'placed', REFUSED: 'undoing' } },
    undoing: { on: { RELEASED: 'cancelled' } },
    placed: { type: 'final' },
    cancelled: { type: 'final' },
  },
})

const app = new Hono()
app.post('/orders', async (c) => {
  const order = createActor(saga).start()
  await fetch('http://stock/reservations', { method: 'POST' })
  order.send({ type: 'RESERVED' })
  try {
    await payment.fire()
    order.send({ type: 'PAID' })
    return c.json({}, 201)
  } catch (error) {
    order.send({ type: 'REFUSED' })
    await fetch('http://stock/reservations', { method: 'DELETE' })
    order.send({ type: 'RELEASED' })
    return c.json({ error: error.message }, 503)
  }
})
export default app`;

const answering = `export default { fetch: () => Response.json({}) }`;

export const guardedFiles = {
  'services/orders.ts': orders,
  'services/payments.ts': answering,
  'services/stock.ts': answering,
};
