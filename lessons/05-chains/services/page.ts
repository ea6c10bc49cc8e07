import type { Product } from './domain/catalog/rules.ts';
import type { Notification } from './domain/notifications/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { getJson } from './lib/http.ts';

const app = createApp();

app.get('/page/:userId', async (c) => {
  const userId = c.req.param('userId');
  const user = await getJson<{ name: string }>(`http://users/users/${userId}`);
  const { notifications } = await getJson<{ notifications: Notification[] }>(
    `http://notifications/notifications?userId=${userId}`,
  );
  const { orders } = await getJson<{ orders: Order[] }>(`http://orders/orders?userId=${userId}`);
  const purchases: { order: Order; product: Product }[] = [];
  for (const order of orders) {
    purchases.push({ order, product: await getJson<Product>(`http://catalog/products/${order.productId}`) });
  }
  return c.json({ user, purchases, notifications });
});

export default app;
