import type { Db } from '../../lib/db.ts';
import type { Order } from '../orders/rules.ts';
import type { SalesRow } from './rules.ts';

const sums = `product_id as "productId", count(*) as orders,
  sum(quantity) as quantity, sum(total_cents) as "totalCents"`;

/** One database: the report reads the table that checkout writes. Easy, current, and in each other's way. */
export async function salesFromOrders(db: Db): Promise<SalesRow[]> {
  const { rows } = await db.query<SalesRow>(
    `select ${sums} from orders where status = 'confirmed' group by product_id order by product_id`,
  );
  return rows;
}

/** A database of its own: the report reads a copy fed by events, a little late and in nobody's way. */
export async function salesFromCopy(db: Db): Promise<SalesRow[]> {
  const { rows } = await db.query<SalesRow>(
    `select ${sums} from sales where cancelled = false group by product_id order by product_id`,
  );
  return rows;
}

export async function addSale(db: Db, { id, productId, quantity, totalCents }: Order): Promise<void> {
  await db.query(
    `insert into sales (order_id, product_id, quantity, total_cents) values ($1, $2, $3, $4)
     on conflict (order_id) do nothing`,
    [id, productId, quantity, totalCents],
  );
}

/** The end of an order may be heard of before its beginning: the two travel in different topics. */
export async function cancelSale(db: Db, order: Order): Promise<void> {
  await addSale(db, order);
  await db.query('update sales set cancelled = true where order_id = $1', [order.id]);
}
