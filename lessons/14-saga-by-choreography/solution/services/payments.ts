import type { Order } from './domain/orders/rules.ts';
import { charge, refund } from './domain/payments/queries.ts';
import type { Bill } from './domain/payments/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';

const db = openDatabase();
const publish = await openProducer('payments');
const app = createApp();

const billOf = ({ id, totalCents }: Order): Bill => ({ orderId: id, amountCents: totalCents });

async function takeTheMoney(order: Order): Promise<void> {
  const payment = await charge(db, billOf(order));
  if (payment.status === 'charged') await publish('payment.completed', order);
  if (payment.status === 'declined') await publish('payment.failed', order);
}

/** However often it is asked, what an order had paid goes back once. */
async function giveTheMoneyBack(order: Order): Promise<void> {
  await refund(db, billOf(order));
}

void consume('payments', {
  'stock.reserved': takeTheMoney,
  'parcel.refused': giveTheMoneyBack,
});

export default app;
