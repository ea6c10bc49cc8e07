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
import { charge } from './domain/payments/queries.ts';
import { mustBeCharged } from './domain/payments/rules.ts';
import { salesFromOrders } from './domain/reports/queries.ts';
import { reportRoutes } from './domain/reports/routes.ts';
import { findUser } from './domain/users/queries.ts';
import { userRoutes } from './domain/users/routes.ts';
import { createApp } from './lib/app.ts';
import { openProducer } from './lib/broker.ts';
import { openDatabase, transaction } from './lib/db.ts';
import { migrate } from './lib/migrate.ts';
import { migrations } from './migrations.ts';

const db = openDatabase();
await migrate(db, migrations);
const publish = await openProducer('shop');

/** All or nothing: whatever refuses takes the stock, the order, the payment and the message back with it. */
async function placeOrder(placement: Placement): Promise<Order> {
  const { userId, productId, quantity } = placement;
  await findUser(db, userId);
  const { priceCents } = await findProduct(db, productId);

  const placed = await transaction(db, async (connection) => {
    const { id: orderId, totalCents } = await insertOrder(connection, placement, priceCents * quantity);
    await reserve(connection, { orderId, productId, quantity });
    // Late, because a rollback does not reach the bank; but the stock's row stays locked while the bank thinks.
    mustBeCharged(await charge(connection, { orderId, amountCents: totalCents }));
    const order = (await advance(connection, orderId, { reserved: true, paid: true }))!;
    await notify(connection, userId, placedMessage(order));
    return order;
  });
  await publish('order.placed', placed);
  return placed;
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
