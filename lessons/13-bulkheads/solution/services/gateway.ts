import { homePage, type Product } from './domain/catalog/rules.ts';
import { frontDoor } from './domain/gateway/front-door.ts';
import { createApp } from './lib/app.ts';
import { forward, getJson } from './lib/http.ts';
import { Refusal } from './lib/refusal.ts';

/** All that the outside may ask, and who answers. What services ask of each other is not in it. */
const publicRoutes: [method: string, path: string, service: string][] = [
  ['GET', '/products', 'catalog'],
  ['GET', '/products/:id', 'catalog'],
  ['GET', '/search', 'catalog'],
  ['POST', '/users', 'users'],
  ['GET', '/users/:id', 'users'],
  ['POST', '/login', 'users'],
  ['POST', '/orders', 'orders'],
  ['GET', '/orders', 'orders'],
  ['GET', '/orders/:id', 'orders'],
  ['GET', '/inventory/:productId', 'inventory'],
  ['GET', '/notifications', 'notifications'],
  ['GET', '/reports/sales', 'reports'],
];

/** No service may hold more of this process than this, however slow it is: twice what the busiest minute takes on average. */
const inHandMost = 14;
const inHand = new Map<string, number>();

async function within(service: string, request: () => Promise<Response>): Promise<Response> {
  const others = inHand.get(service) ?? 0;
  if (others >= inHandMost) throw new Refusal(503, `${service}_busy`, `${service} is busy, come back in a moment`);
  inHand.set(service, others + 1);
  try {
    return await request();
  } finally {
    inHand.set(service, inHand.get(service)! - 1);
  }
}

const app = createApp();
frontDoor(app);

app.get('/', async (c) => c.json(homePage(await getJson<Product[]>('http://catalog/featured'))));

for (const [method, path, service] of publicRoutes) {
  app.on(method, path, (c) => {
    const caller = c.get('caller');
    return within(service, () => forward(service, c.req.raw, caller ? { 'x-user-id': caller } : {}));
  });
}

export default app;
