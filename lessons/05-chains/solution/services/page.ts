import type { Product } from './domain/catalog/rules.ts';
import type { Notification } from './domain/notifications/rules.ts';
import type { Order } from './domain/orders/rules.ts';
import { createApp } from './lib/app.ts';
import { getJson } from './lib/http.ts';

const app = createApp();

app.get('/page/:userId', async (c) => {
  const userId = c.req.param('userId');
  const [user, { notifications }, { orders }, { products }] = await Promise.all([
    getJson<{ name: string }>(`http://users/users/${userId}`),
    getJson<{ notifications: Notification[] }>(`http://notifications/notifications?userId=${userId}`),
    getJson<{ orders: Order[] }>(`http://orders/orders?userId=${userId}`),
    getJson<{ products: Product[] }>('http://catalog/products'),
  ]);
  const byId = new Map(products.map((product) => [product.id, product]));
  const purchases = orders.map((order) => ({ order, product: byId.get(order.productId) }));
  return c.json({ user, purchases, notifications });
});

export default app;
