import { notify } from './domain/notifications/queries.ts';
import { notificationRoutes } from './domain/notifications/routes.ts';
import { placedMessage, type Notification } from './domain/notifications/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { openDatabase } from './lib/db.ts';

const mailMs = Number(process.env.MAIL_MS ?? 50);

const db = openDatabase();
const app = createApp();
notificationRoutes(app, db);

/** The mail server takes its time, and whoever called us waits for it. */
async function tell(userId: string, message: Notification): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, mailMs));
  await notify(db, userId, message);
}

app.post('/notifications', async (c) => {
  const order = await c.req.json<Order>();
  const message = placedMessage(order);
  await tell(order.userId, message);
  return c.json(message, 201);
});

export default app;
