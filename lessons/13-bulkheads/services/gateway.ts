import { homePage, type Product } from './domain/catalog/rules.ts';
import { frontDoor } from './domain/gateway/front-door.ts';
import { createApp } from './lib/app.ts';
import { forward, getJson } from './lib/http.ts';

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

const app = createApp();
frontDoor(app);

app.get('/', async (c) => c.json(homePage(await getJson<Product[]>('http://catalog/featured'))));

for (const [method, path, service] of publicRoutes) {
  app.on(method, path, (c) => {
    const caller = c.get('caller');
    return forward(service, c.req.raw, caller ? { 'x-user-id': caller } : {});
  });
}

export default app;
