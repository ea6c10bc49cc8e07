import { featuredProducts } from './domain/catalog/queries.ts';
import { catalogRoutes } from './domain/catalog/routes.ts';
import { createApp } from './lib/app.ts';
import { openDatabase } from './lib/db.ts';

const db = openDatabase();
const app = createApp();
catalogRoutes(app, db);

// For the gateway's home page; the gateway does not show it to the outside.
app.get('/featured', async (c) => c.json(await featuredProducts(db)));

export default app;
