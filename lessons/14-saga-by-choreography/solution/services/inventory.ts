import { release, reserve } from './domain/inventory/queries.ts';
import { inventoryRoutes } from './domain/inventory/routes.ts';
import type { Hold } from './domain/inventory/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase, transaction } from './lib/db.ts';
import { Refusal } from './lib/refusal.ts';

const db = openDatabase();
const publish = await openProducer('inventory');
const app = createApp();
inventoryRoutes(app, db);

const holdOf = ({ id, productId, quantity }: Order): Hold => ({ orderId: id, productId, quantity });

async function takeFromTheShelf(order: Order): Promise<void> {
  try {
    await transaction(db, (connection) => reserve(connection, holdOf(order)));
  } catch (failure) {
    if (failure instanceof Refusal) return publish('stock.rejected', order);
    throw failure;
  }
  await publish('stock.reserved', order);
}

/** However often it is asked, what an order had taken goes back once. */
async function putBack(order: Order): Promise<void> {
  await transaction(db, (connection) => release(connection, holdOf(order)));
}

void consume('inventory', {
  'order.placed': takeFromTheShelf,
  'payment.failed': putBack,
  'parcel.refused': putBack,
});

export default app;
