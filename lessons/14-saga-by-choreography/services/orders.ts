import type { Product } from './domain/catalog/rules.ts';
import { advance, endOrder, insertOrder } from './domain/orders/queries.ts';
import { orderRoutes } from './domain/orders/routes.ts';
import type { Order, Placement } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';
import { getJson } from './lib/http.ts';

const db = openDatabase();
const publish = await openProducer('orders');

/** Says that there is an order. What is done for it, others do, each when it hears of the step before its own. */
async function placeOrder(placement: Placement): Promise<Order> {
  const product = await getJson<Product>(`http://catalog/products/${placement.productId}`);
  const order = await insertOrder(db, placement, product.priceCents * placement.quantity);
  await publish('order.placed', order);
  return order;
}

const app = createApp();
orderRoutes(app, db, placeOrder);

void consume('orders', {
  'parcel.sent': async ({ id }) => void (await advance(db, id, { reserved: true, paid: true })),
  'stock.rejected': ({ id }) => endOrder(db, id, 'out_of_stock'),
  'payment.failed': ({ id }) => endOrder(db, id, 'payment_failed'),
  'parcel.refused': ({ id }) => endOrder(db, id, 'cancelled'),
});

export default app;
