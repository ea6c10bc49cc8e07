import { addSale, cancelSale, salesFromCopy } from './domain/reports/queries.ts';
import { reportRoutes } from './domain/reports/routes.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';

const db = openDatabase();
const app = createApp();
reportRoutes(app, () => salesFromCopy(db));

app.post('/sales', async (c) => {
  const order = await c.req.json<Order>();
  await addSale(db, order);
  return c.json(order, 201);
});

void consume('reports', {
  'order.placed': (order) => addSale(db, order),
  'order.cancelled': (order) => cancelSale(db, order),
});

export default app;
