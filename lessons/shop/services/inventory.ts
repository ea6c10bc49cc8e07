import { release, reserve } from './domain/inventory/queries.ts';
import { inventoryRoutes } from './domain/inventory/routes.ts';
import { parseHold, type Hold } from './domain/inventory/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp, readObject } from './lib/app.ts';
import { consume, openProducer } from './lib/broker.ts';
import { openDatabase, transaction } from './lib/db.ts';
import { Refusal } from './lib/refusal.ts';

const db = openDatabase();
const publish = await openProducer('inventory');
const app = createApp();
inventoryRoutes(app, db);

app.post('/reservations', async (c) => {
  const hold = parseHold(await readObject(c));
  await transaction(db, (connection) => reserve(connection, hold));
  return c.json(hold, 201);
});

app.post('/releases', async (c) => {
  const hold = parseHold(await readObject(c));
  await transaction(db, (connection) => release(connection, hold));
  return c.json(hold, 201);
});

const holdOf = ({ id, productId, quantity }: Order): Hold => ({ orderId: id, productId, quantity });

void consume('inventory', {
  'order.placed': async (order) => {
    if (order.reserved) return; // orders has asked by a call, and had its answer
    try {
      await transaction(db, (connection) => reserve(connection, holdOf(order)));
    } catch (failure) {
      if (failure instanceof Refusal) return publish('stock.rejected', order);
      throw failure;
    }
    await publish('stock.reserved', order);
  },
  'order.cancelled': (order) => transaction(db, (connection) => release(connection, holdOf(order))),
});

export default app;
