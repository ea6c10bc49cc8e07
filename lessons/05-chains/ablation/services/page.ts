import type { Product } from './domain/catalog/rules.ts';
import type { Notification } from './domain/notifications/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { getJson } from './lib/http.ts';

const app = createApp();

app.get('/page/:userId', async (c) => {
  const userId = c.req.param('userId');
  // All at once, and as many as before.
  const [user, { notifications }, purchases] = await Promise.all([
    getJson<{ name: string }>(`http://users/users/${userId}`),
    getJson<{ notifications: Notification[] }>(`http://notifications/notifications?userId=${userId}`),
    purchasesOf(userId),
  ]);
  return c.json({ user, purchases, notifications });
});

async function purchasesOf(userId: string): Promise<{ order: Order; product: Product }[]> {
  const { orders } = await getJson<{ orders: Order[] }>(`http://orders/orders?userId=${userId}`);
  return Promise.all(
    orders.map(async (order) => ({
      order,
      product: await getJson<Product>(`http://catalog/products/${order.productId}`),
    })),
  );
}

export default app;
