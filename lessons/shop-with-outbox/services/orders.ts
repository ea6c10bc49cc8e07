import { advance, endOrder, findOrder, insertOrder } from './domain/orders/queries.ts';
import { orderRoutes } from './domain/orders/routes.ts';
import { isOver, type Order, type OrderStatus, type Placement } from './domain/orders/rules.ts';
import type { Product } from './domain/catalog/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase, transaction } from './lib/db.ts';
import { getJson } from './lib/http.ts';

const db = openDatabase();
const publish = await openProducer('orders');

async function placeOrder(placement: Placement): Promise<Order> {
  await getJson(`http://users/users/${placement.userId}`);
  const product = await getJson<Product>(`http://catalog/products/${placement.productId}`);
  return transaction(db, async (connection) => {
    const order = await insertOrder(connection, placement, product.priceCents * placement.quantity);
    await connection.query('insert into outbox (order_id) values ($1)', [Number(order.id.slice(1))]);
    return order;
  });
}

/** What is told is the order as it is then; what was told and not written down is told again. */
async function relay(): Promise<void> {
  try {
    const { rows } = await db.query<{ id: number; order_id: number }>(
      'select id, order_id from outbox where not sent order by id limit 50',
    );
    for (const { id, order_id: orderId } of rows) {
      const order = await findOrder(db, `o${orderId}`);
      if (order) await publish('order.placed', order);
      await db.query('update outbox set sent = true where id = $1', [id]);
    }
  } catch (failure) {
    console.warn('news of orders wait:', String(failure));
  }
  setTimeout(() => void relay(), 200);
}

async function cancel(order: Order, status: OrderStatus): Promise<void> {
  await endOrder(db, order.id, status);
  const ended = await findOrder(db, order.id);
  if (ended && isOver(ended)) await publish('order.cancelled', ended);
}

const app = createApp();
orderRoutes(app, db, placeOrder);
void relay();

void consume('orders', {
  'stock.reserved': async ({ id }) => void (await advance(db, id, { reserved: true, paid: false })),
  'payment.completed': async ({ id }) => void (await advance(db, id, { reserved: false, paid: true })),
  'stock.rejected': (order) => cancel(order, 'out_of_stock'),
  'payment.failed': (order) => cancel(order, 'payment_failed'),
});

export default app;
