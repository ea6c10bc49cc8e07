import type { Db } from '../../lib/db.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { Product } from './rules.ts';

const columns = 'id, name, description, price_cents as "priceCents"';

export async function listProducts(db: Db, words: string): Promise<Product[]> {
  const { rows } = await db.query<Product>(
    `select ${columns} from products where lower(name) like $1 order by price_cents, id`,
    [`%${words}%`],
  );
  return rows;
}

export async function searchProducts(db: Db, words: string): Promise<Product[]> {
  const { rows } = await db.query<Product>(
    `select ${columns} from products where lower(name || ' ' || description) like $1 order by price_cents, id`,
    [`%${words}%`],
  );
  return rows;
}

export async function featuredProducts(db: Db): Promise<Product[]> {
  const { rows } = await db.query<Product>(
    `select ${columns} from products where featured = true order by price_cents, id`,
  );
  return rows;
}

export async function findProduct(db: Db, id: string): Promise<Product> {
  const { rows } = await db.query<Product>(`select ${columns} from products where id = $1`, [id]);
  if (!rows[0]) throw new Refusal(404, 'unknown_product', 'there is no such product');
  return rows[0];
}
