import { notify } from './domain/notifications/queries.ts';
import { notificationRoutes } from './domain/notifications/routes.ts';
import { cancelledMessage, placedMessage, type Notification } from './domain/notifications/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { consume } from './lib/broker.ts';
import { openDatabase } from './lib/db.ts';

const mailMs = Number(process.env.MAIL_MS ?? 50);

const db = openDatabase();
const app = createApp();
notificationRoutes(app, db);

/** The mail server takes its time; who waits for it depends on whether we were called or told. */
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

void consume('notifications', {
  'order.placed': (order) => tell(order.userId, placedMessage(order)),
  'order.cancelled': (order) => tell(order.userId, cancelledMessage(order)),
});

export default app;
