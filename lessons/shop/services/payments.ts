import type { Order } from './domain/orders/rules.ts';
import { charge, refund } from './domain/payments/queries.ts';
import { mustBeCharged, parseBill, type Bill } from './domain/payments/rules.ts';
import { createApp, readObject } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';

const db = openDatabase();
const publish = await openProducer('payments');
const app = createApp();

app.post('/charges', async (c) => {
  const payment = await charge(db, parseBill(await readObject(c)));
  return c.json(mustBeCharged(payment), 201);
});

const billOf = ({ id, totalCents }: Order): Bill => ({ orderId: id, amountCents: totalCents });

void consume('payments', {
  'order.placed': async (order) => {
    if (order.paid) return; // orders has asked by a call, and had its answer
    const payment = await charge(db, billOf(order));
    if (payment.status === 'charged') await publish('payment.completed', order);
    if (payment.status === 'declined') await publish('payment.failed', order);
  },
  'order.cancelled': (order) => refund(db, billOf(order)),
});

export default app;
