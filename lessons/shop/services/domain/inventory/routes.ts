import type { ShopApp } from '../../lib/app.ts';
import type { Db } from '../../lib/db.ts';
import { findStock } from './queries.ts';

export function inventoryRoutes(app: ShopApp, db: Db): void {
  app.get('/inventory/:productId', async (c) => c.json(await findStock(db, c.req.param('productId'))));
}
