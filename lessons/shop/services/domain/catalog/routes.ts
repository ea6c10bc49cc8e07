import { requiredQuery, type ShopApp } from '../../lib/app.ts';
import type { Db } from '../../lib/db.ts';
import { invalid } from '../../lib/refusal.ts';
import { findProduct, listProducts, searchProducts } from './queries.ts';
import { searchWords } from './rules.ts';

export function catalogRoutes(app: ShopApp, db: Db): void {
  app.get('/products', async (c) => {
    return c.json({ products: await listProducts(db, searchWords(c.req.query('q') ?? '')) });
  });
  app.get('/products/:id', async (c) => c.json(await findProduct(db, c.req.param('id'))));
  app.get('/search', async (c) => {
    const words = searchWords(requiredQuery(c, 'q'));
    if (words === '') throw invalid('q must contain a letter or a digit');
    return c.json({ words, products: await searchProducts(db, words) });
  });
}
