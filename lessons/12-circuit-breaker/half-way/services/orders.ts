import CircuitBreaker from 'opossum';
import type { Product } from './domain/catalog/rules.ts';
import { advance, deleteOrder, endOrder, findOrder, insertOrder } from './domain/orders/queries.ts';
import { orderRoutes } from './domain/orders/routes.ts';
import { isOver, type Order, type OrderStatus, type Placement } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';
import { getJson, postJson } from './lib/http.ts';
import { Refusal } from './lib/refusal.ts';

// The fleet file's links decide who is called and who hears of the order by `order.placed`.
const callsInventory = process.env.LINK_INVENTORY_MODE !== 'async';
const callsPayments = process.env.LINK_PAYMENTS_MODE !== 'async';
const callsNotifications = process.env.LINK_NOTIFICATIONS_MODE !== 'async';

const db = openDatabase();
const publish = await openProducer('orders');

async function placeOrder(placement: Placement): Promise<Order> {
  await getJson(`http://users/users/${placement.userId}`);
  const product = await getJson<Product>(`http://catalog/products/${placement.productId}`);
  const order = await insertOrder(db, placement, product.priceCents * placement.quantity);

  const done = { reserved: false, paid: false };
  let placed: Order;
  try {
    if (callsInventory) done.reserved = await reserve(order);
    if (callsPayments) done.paid = await payments.fire(order);
    if (callsNotifications) await postJson('http://notifications/notifications', order);
    placed = (await advance(db, order.id, done)) ?? order;
  } catch (failure) {
    await undo(order, done, failure);
    throw failure;
  }
  // Two writes and no transaction over both: a crash before this line leaves an order that nobody hears of.
  await publish('order.placed', placed);
  return placed;
}

async function reserve(order: Order): Promise<true> {
  const { id, productId, quantity } = order;
  await postJson('http://inventory/reservations', { orderId: id, productId, quantity });
  return true;
}

async function pay(order: Order): Promise<boolean> {
  await postJson('http://payments/charges', { orderId: order.id, amountCents: order.totalCents });
  return true;
}

const payments = new CircuitBreaker(pay, {
  timeout: 3000,
  errorThresholdPercentage: 10,
  volumeThreshold: 20,
  resetTimeout: 30_000,
  // A declined card is an answer, and no reason to stop asking.
  errorFilter: (failure) => failure instanceof Refusal && failure.isCertain,
});
// Not paid yet: payments hears of the order by order.placed, and charges when it is back.
payments.fallback(() => false);

/** After a timeout nobody knows what was done, so all are told to undo what they find. A refusal leaves no order behind. */
async function undo(order: Order, done: { reserved: boolean; paid: boolean }, failure: unknown): Promise<void> {
  const isRefused = failure instanceof Refusal && failure.isCertain;
  if (done.paid || !isRefused) return cancel(order, 'cancelled');
  const { id, productId, quantity } = order;
  if (done.reserved) await postJson('http://inventory/releases', { orderId: id, productId, quantity });
  await deleteOrder(db, id);
}

async function cancel(order: Order, status: OrderStatus): Promise<void> {
  await endOrder(db, order.id, status);
  const ended = await findOrder(db, order.id);
  if (ended && isOver(ended)) await publish('order.cancelled', ended);
}

const app = createApp();
orderRoutes(app, db, placeOrder);

void consume('orders', {
  'stock.reserved': async ({ id }) => void (await advance(db, id, { reserved: true, paid: false })),
  'payment.completed': async ({ id }) => void (await advance(db, id, { reserved: false, paid: true })),
  'stock.rejected': (order) => cancel(order, 'out_of_stock'),
  'payment.failed': (order) => cancel(order, 'payment_failed'),
});

export default app;
