import { mustBeOwn, readObject, requiredQuery, type ShopApp } from '../../lib/app.ts';
import type { Db } from '../../lib/db.ts';
import { Refusal } from '../../lib/refusal.ts';
import { findOrder, latestOrders } from './queries.ts';
import { parsePlacement, publicOrder, type Order, type Placement } from './rules.ts';

/** How an order comes to be is what the two shapes of the shop disagree about: each brings its own `placeOrder`. */
export function orderRoutes(app: ShopApp, db: Db, placeOrder: (placement: Placement) => Promise<Order>): void {
  app.post('/orders', async (c) => {
    const placement = parsePlacement(await readObject(c));
    mustBeOwn(c, placement.userId);
    return c.json(publicOrder(await placeOrder(placement)), 201);
  });

  app.get('/orders/:id', async (c) => {
    const order = await findOrder(db, c.req.param('id'));
    if (!order) throw new Refusal(404, 'unknown_order', 'there is no such order');
    mustBeOwn(c, order.userId);
    return c.json(publicOrder(order));
  });

  app.get('/orders', async (c) => {
    const userId = requiredQuery(c, 'userId');
    mustBeOwn(c, userId);
    return c.json({ orders: (await latestOrders(db, userId)).map(publicOrder) });
  });
}
