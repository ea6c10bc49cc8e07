import type { Db } from '../../lib/db.ts';
import type { SalesRow } from './rules.ts';

const sums = `product_id as "productId", count(*) as orders,
  sum(quantity) as quantity, sum(price_cents) as "totalCents"`;

/** One database: the report reads the table that checkout writes. Easy, current, and in each other's way. */
export async function salesFromOrders(db: Db): Promise<SalesRow[]> {
  const { rows } = await db.query<SalesRow>(
    `select ${sums} from orders where status = 'confirmed' group by product_id order by product_id`,
  );
  return rows;
}
