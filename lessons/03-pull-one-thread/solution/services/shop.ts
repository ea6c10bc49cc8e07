import { featuredProducts, findProduct } from './domain/catalog/queries.ts';
import { catalogRoutes } from './domain/catalog/routes.ts';
import { homePage } from './domain/catalog/rules.ts';
import { frontDoor } from './domain/gateway/front-door.ts';
import { reserve } from './domain/inventory/queries.ts';
import { inventoryRoutes } from './domain/inventory/routes.ts';
import { notify } from './domain/notifications/queries.ts';
import { notificationRoutes } from './domain/notifications/routes.ts';
import { placedMessage } from './domain/notifications/rules.ts';
import { advance, insertOrder } from './domain/orders/queries.ts';
import { orderRoutes } from './domain/orders/routes.ts';
import type { Order, Placement } from './domain/orders/rules.ts';
import { salesFromOrders } from './domain/reports/queries.ts';
import { reportRoutes } from './domain/reports/routes.ts';
import { findUser } from './domain/users/queries.ts';
import { userRoutes } from './domain/users/routes.ts';
import { createApp } from './lib/app.ts';
import { openDatabase, transaction } from './lib/db.ts';
import { Refusal } from './lib/refusal.ts';

const db = openDatabase();

/** Whatever refuses takes the stock, the order and the message back with it. What payments has done, it has done. */
async function placeOrder(placement: Placement): Promise<Order> {
  const { userId, productId, quantity } = placement;
  await findUser(db, userId);
  const { priceCents } = await findProduct(db, productId);

  return transaction(db, async (connection) => {
    const { id: orderId, totalCents } = await insertOrder(connection, placement, priceCents * quantity);
    await reserve(connection, { orderId, productId, quantity });
    // Late, because a rollback does not reach payments; but the stock's row stays locked while payments thinks.
    const answer = await fetch('http://payments/charges', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ orderId, amountCents: totalCents }),
    });
    if (!answer.ok) throw new Refusal(answer.status, 'not_paid', 'payments has not taken the money');
    const order = (await advance(connection, orderId, { reserved: true, paid: true }))!;
    await notify(connection, userId, placedMessage(order));
    return order;
  });
}

const app = createApp();
frontDoor(app);

app.get('/', async (c) => c.json(homePage(await featuredProducts(db))));
catalogRoutes(app, db);
userRoutes(app, db);
inventoryRoutes(app, db);
orderRoutes(app, db, placeOrder);
notificationRoutes(app, db);
reportRoutes(app, () => salesFromOrders(db));

export default app;
